package dev.baton.adapter.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A program to run to its end. No shell takes part: each argument arrives as it is.
 *
 * @param arguments the program and its arguments; at least one
 * @param directory the working directory
 * @param environment the whole environment; nothing is inherited
 * @param input what it reads on standard input; empty for none
 * @param limit how long it may take; its whole tree is ended then
 * @param outputLimit how many bytes of each output are kept; the rest is read and dropped
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and text would lose bytes
public record Command(
    List<String> arguments,
    Path directory,
    Map<String, String> environment,
    byte[] input,
    Duration limit,
    int outputLimit) {

  private static final int MEGABYTE = 1 << 20;

  public Command {
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException("A command needs a program");
    }
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** A command without input, of at most a minute and a mebibyte of output. */
  public static Command of(Path directory, Map<String, String> environment, String... arguments) {
    return new Command(
        List.of(arguments), directory, environment, new byte[0], Duration.ofMinutes(1), MEGABYTE);
  }

  public Command withInput(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Command(arguments, directory, environment, bytes, limit, outputLimit);
  }

  public Command withLimit(Duration other) {
    return new Command(arguments, directory, environment, input, other, outputLimit);
  }

  public Command withOutputLimit(int bytes) {
    return new Command(arguments, directory, environment, input, limit, bytes);
  }

  /** The program alone: arguments and environment may hold secrets. */
  @Override
  public String toString() {
    return arguments.getFirst();
  }
}
