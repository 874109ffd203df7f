package dev.baton.engine.build;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cache keys and paths as they are written: {@code $NAME}, {@code ${NAME}} and {@code
 * $(codebuild-hash-files PATTERN...)}. No shell is run for them: DOWNLOAD_SOURCE has none.
 */
final class CacheTexts {

  private static final Pattern PART =
      Pattern.compile(
          "\\$\\{([A-Za-z_][A-Za-z0-9_]*)}|\\$([A-Za-z_][A-Za-z0-9_]*)"
              + "|\\$\\(\\s*codebuild-hash-files\\s+([^()`$]*)\\)|[$`]");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|([^\\s\"']+)");

  private final Map<String, String> variables;
  private final Hash hash;

  /** Computes the digest of what patterns mean; empty when they mean nothing. */
  @FunctionalInterface
  interface Hash {
    Optional<String> of(List<String> patterns) throws IOException;
  }

  /** A text that cannot be expanded; the message says why. */
  static final class Unexpandable extends Exception {

    private static final long serialVersionUID = 1L;

    Unexpandable(String message) {
      super(message);
    }
  }

  CacheTexts(Map<String, String> variables, Hash hash) {
    this.variables = variables;
    this.hash = hash;
  }

  String expand(String text) throws Unexpandable, IOException {
    StringBuilder expanded = new StringBuilder();
    Matcher part = PART.matcher(text);
    int from = 0;
    while (part.find()) {
      expanded.append(text, from, part.start()).append(value(part, text));
      from = part.end();
    }
    return expanded.append(text, from, text.length()).toString();
  }

  private String value(Matcher part, String text) throws Unexpandable, IOException {
    Optional<String> name =
        Optional.ofNullable(part.group(1)).or(() -> Optional.ofNullable(part.group(2)));
    if (name.isPresent()) {
      return Optional.ofNullable(variables.get(name.get()))
          .orElseThrow(
              () ->
                  new Unexpandable("'" + text + "': " + name.get() + " is not set before INSTALL"));
    }
    Optional<String> patterns = Optional.ofNullable(part.group(3));
    if (patterns.isEmpty()) {
      throw new Unexpandable(
          "'"
              + text
              + "': only $NAME, ${NAME} and $(codebuild-hash-files PATTERN...) are expanded in a"
              + " cache section");
    }
    return hash.of(words(patterns.get()))
        .orElseThrow(
            () -> new Unexpandable("'" + text + "': no file matches " + patterns.get().strip()));
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      for (int group = 1; group <= 3; group++) {
        Optional.ofNullable(word.group(group)).ifPresent(words::add);
      }
    }
    return words;
  }
}
