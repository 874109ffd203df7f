package dev.baton.model.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A path pattern as buildspecs and triggers use it, matched against relative paths with {@code /}
 * between segments: {@code *}, {@code ?}, {@code [a-z]}, {@code [!a-z]} within a segment, {@code
 * **} as a whole segment across any number of them (none included), {@code {a,b}} alternatives,
 * {@code \} before a character that is meant as it stands. A leading {@code ./} and doubled slashes
 * mean nothing. Matching takes time proportional to pattern times path, whatever the pattern.
 */
public final class PathGlob {

  private static final int MOST_ALTERNATIVES = 1_000;

  private final String pattern;
  private final List<List<String>> alternatives;

  private PathGlob(String pattern, List<List<String>> alternatives) {
    this.pattern = pattern;
    this.alternatives = alternatives;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException when its alternatives multiply beyond a thousand
   */
  public static PathGlob of(String pattern) {
    List<List<String>> alternatives = new ArrayList<>();
    for (String one : expandBraces(pattern)) {
      alternatives.add(segments(one));
    }
    return new PathGlob(pattern, List.copyOf(alternatives));
  }

  /**
   * Whether the whole path matches. A segment called {@code .git} is matched only by a segment that
   * says so literally.
   */
  public boolean matches(String path) {
    String[] names = path.split("/", -1);
    for (List<String> alternative : alternatives) {
      if (matches(alternative, names)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a segment of the pattern is this text, literally. */
  public boolean names(String segment) {
    return alternatives.stream().anyMatch(alternative -> alternative.contains(segment));
  }

  /** The pattern as it was written. */
  @Override
  public String toString() {
    return pattern;
  }

  /**
   * As wildcard matching goes, with {@code **} for the star and names for the characters: back to
   * the last star only.
   */
  private static boolean matches(List<String> segments, String[] names) {
    int s = 0;
    int n = 0;
    int star = -1;
    int resume = 0;
    while (n < names.length) {
      if (s < segments.size() && segments.get(s).equals("**")) {
        star = s++;
        resume = n;
      } else if (s < segments.size() && matchesName(segments.get(s), names[n])) {
        s++;
        n++;
      } else if (star >= 0 && !names[resume].equals(".git")) {
        s = star + 1;
        n = ++resume;
      } else {
        return false;
      }
    }
    return s == segments.size();
  }

  private static boolean matchesName(String segment, String name) {
    if (name.equals(".git")) {
      return segment.equals(".git");
    }
    int s = 0;
    int n = 0;
    int star = -1;
    int resume = 0;
    while (n < name.length()) {
      int width = s < segment.length() ? widthOfMatch(segment, s, name.charAt(n)) : 0;
      if (s < segment.length() && segment.charAt(s) == '*') {
        star = s++;
        resume = n;
      } else if (width > 0) {
        s += width;
        n++;
      } else if (star >= 0) {
        s = star + 1;
        n = ++resume;
      } else {
        return false;
      }
    }
    while (s < segment.length() && segment.charAt(s) == '*') {
      s++;
    }
    return s == segment.length();
  }

  /**
   * How many characters of the segment stand for this one character of a name; 0 when they do not
   * match it.
   */
  private static int widthOfMatch(String segment, int at, char c) {
    return switch (segment.charAt(at)) {
      case '?' -> 1;
      case '\\' -> at + 1 < segment.length() && segment.charAt(at + 1) == c ? 2 : 0;
      case '[' -> {
        int end = endOfClass(segment, at);
        if (end < 0) {
          yield c == '[' ? 1 : 0;
        }
        yield inClass(segment, at + 1, end, c) ? end - at + 1 : 0;
      }
      default -> segment.charAt(at) == c ? 1 : 0;
    };
  }

  /** Where the class's bracket closes; -1 when it does not, and the bracket means itself. */
  private static int endOfClass(String segment, int open) {
    int first = open + 1;
    if (first < segment.length() && isNegation(segment.charAt(first))) {
      first++;
    }
    return segment.indexOf(']', first + 1);
  }

  private static boolean inClass(String segment, int from, int to, char c) {
    boolean negated = isNegation(segment.charAt(from));
    boolean found = false;
    for (int i = negated ? from + 1 : from; i < to; i++) {
      char low = segment.charAt(i);
      char high = low;
      if (i + 2 < to && segment.charAt(i + 1) == '-') {
        high = segment.charAt(i + 2);
        i += 2;
      }
      found |= low <= c && c <= high;
    }
    return found != negated;
  }

  private static boolean isNegation(char c) {
    return c == '!' || c == '^';
  }

  private static List<String> segments(String pattern) {
    List<String> segments = new ArrayList<>();
    for (String segment : pattern.split("/", -1)) {
      boolean says = !segment.isEmpty() && !segment.equals(".");
      boolean repeats =
          segment.equals("**") && !segments.isEmpty() && segments.getLast().equals("**");
      if (says && !repeats) {
        segments.add(segment);
      }
    }
    return List.copyOf(segments);
  }

  private static List<String> expandBraces(String pattern) {
    List<String> done = new ArrayList<>();
    List<String> open = new ArrayList<>(List.of(pattern));
    while (!open.isEmpty()) {
      String text = open.removeLast();
      Optional<Braces> braces = Braces.firstOf(text);
      if (braces.isEmpty()) {
        done.add(text);
      }
      braces.ifPresent(found -> open.addAll(found.expand(text)));
      if (done.size() + open.size() > MOST_ALTERNATIVES) {
        throw new IllegalArgumentException(
            "a pattern with more than "
                + MOST_ALTERNATIVES
                + " alternatives: "
                + shortened(pattern));
      }
    }
    return done;
  }

  private static String shortened(String pattern) {
    return pattern.length() <= 80 ? pattern : pattern.substring(0, 80) + "...";
  }

  /** The first pair of braces of a pattern, and the texts between its commas. */
  private record Braces(int open, int close, List<String> choices) {

    static Optional<Braces> firstOf(String text) {
      int open = -1;
      int depth = 0;
      int from = 0;
      List<String> choices = new ArrayList<>();
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '\\') {
          i++;
        } else if (c == '{') {
          if (depth++ == 0) {
            open = i;
            from = i + 1;
          }
        } else if (c == ',' && depth == 1) {
          choices.add(text.substring(from, i));
          from = i + 1;
        } else if (c == '}' && depth > 0 && --depth == 0) {
          choices.add(text.substring(from, i));
          return Optional.of(new Braces(open, i, choices));
        }
      }
      return Optional.empty();
    }

    List<String> expand(String text) {
      return choices.stream()
          .map(choice -> text.substring(0, open) + choice + text.substring(close + 1))
          .toList();
    }
  }
}
