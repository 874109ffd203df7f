package dev.baton.api.aws.logs;

import static dev.baton.api.aws.logs.LogGroups.invalid;

import java.util.ArrayList;
import java.util.List;

/**
 * A filter pattern for text without a structure, as CloudWatch Logs documents it: words and quoted
 * phrases that an event must all have, {@code -} before one that it must not have, {@code ?} before
 * those of which it must have one. Where {@code ?} stands beside the others it counts for nothing,
 * as it does for CloudWatch Logs. Letters count as they are written.
 */
record FilterPattern(List<String> all, List<String> none, List<String> any) {

  FilterPattern {
    all = List.copyOf(all);
    none = List.copyOf(none);
    any = all.isEmpty() && none.isEmpty() ? List.copyOf(any) : List.of();
  }

  /**
   * Reads a pattern; an empty one finds everything.
   *
   * @throws dev.baton.api.aws.AwsFault when it is none, or of a kind that Baton does not know
   */
  static FilterPattern of(String pattern) {
    String text = pattern.strip();
    if (text.startsWith("{")) {
      throw invalid("Filter patterns for JSON are not supported: " + text);
    }
    if (text.startsWith("[")) {
      throw invalid("Filter patterns for space-delimited events are not supported: " + text);
    }
    List<String> all = new ArrayList<>();
    List<String> none = new ArrayList<>();
    List<String> any = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      char sign = text.charAt(at);
      if (Character.isWhitespace(sign)) {
        at++;
        continue;
      }
      List<String> kind = sign == '-' ? none : sign == '?' ? any : all;
      int begin = kind == all ? at : at + 1;
      int end = end(text, begin);
      kind.add(term(text.substring(begin, end)));
      at = end;
    }
    return new FilterPattern(all, none, any);
  }

  /** Behind a word, or behind the quotation mark that closes a phrase. */
  private static int end(String text, int begin) {
    boolean quoted = begin < text.length() && text.charAt(begin) == '"';
    if (!quoted) {
      int end = begin;
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      return end;
    }
    for (int i = begin + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '"') {
        return i + 1;
      }
    }
    throw invalid("Invalid filter pattern: a quotation mark is not closed.");
  }

  private static String term(String written) {
    if (written.startsWith("\"")) {
      String phrase = written.substring(1, written.length() - 1).replaceAll("\\\\(.)", "$1");
      if (phrase.isEmpty()) {
        throw invalid("Invalid filter pattern: a phrase is empty.");
      }
      return phrase;
    }
    if (written.startsWith("%")) {
      throw invalid("Regular expressions in filter patterns are not supported: " + written);
    }
    if (written.isEmpty() || !written.chars().allMatch(FilterPattern::plain)) {
      throw invalid(
          "Invalid character(s) in term '"
              + written
              + "': what is not a letter, a digit or _ stands in quotation marks.");
    }
    return written;
  }

  private static boolean plain(int c) {
    return Character.isLetterOrDigit(c) || c == '_' || Character.isSurrogate((char) c);
  }

  boolean finds(String message) {
    return all.stream().allMatch(message::contains)
        && none.stream().noneMatch(message::contains)
        && (any.isEmpty() || any.stream().anyMatch(message::contains));
  }
}
