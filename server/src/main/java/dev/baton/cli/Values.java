package dev.baton.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the value of a parameter or secret comes from: a file, a prompt, stdin, or an argument. */
final class Values {

  /** A secret may hold 64 KiB; whatever is longer is refused by the store with its own words. */
  private static final int MAX_BYTES = 1024 * 1024;

  private Values() {}

  static String read(Session session, Optional<String> argument, Optional<Path> file) {
    if (argument.isPresent() && file.isPresent()) {
      throw CommandFailure.refused("a value and --from-file exclude each other");
    }
    if (argument.isPresent()) {
      session
          .terminal()
          .note(
              "warning: a value on the command line is seen in the process list and kept in the"
                  + " shell's history; give it on stdin or with --from-file");
      return argument.get();
    }
    return file.map(Values::fromFile).orElseGet(Values::fromStdin);
  }

  private static String fromFile(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return withoutLastBreak(text(in));
    } catch (NoSuchFileException e) {
      throw CommandFailure.refused(file + ": no such file");
    } catch (IOException e) {
      throw CommandFailure.refused(file + ": cannot be read (" + e.getMessage() + ")");
    }
  }

  private static String fromStdin() {
    Console console = System.console();
    if (console != null && console.isTerminal()) {
      char[] typed = console.readPassword("Value: ");
      if (typed == null) {
        throw CommandFailure.refused("no value was given");
      }
      return new String(typed);
    }
    try {
      return withoutLastBreak(text(System.in));
    } catch (IOException e) {
      throw CommandFailure.refused("stdin cannot be read (" + e.getMessage() + ")");
    }
  }

  private static String text(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw CommandFailure.refused("the value is longer than " + MAX_BYTES + " bytes");
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw CommandFailure.refused("the value is not UTF-8 text; encode it, for example as base64");
    }
  }

  /** Exactly one trailing newline is the shell's, not the value's. */
  private static String withoutLastBreak(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
