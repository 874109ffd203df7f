package dev.baton.adapter.git;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A commit as git stores it.
 *
 * @param message without blank lines at its end
 * @param authorDate in UTC, to the second
 */
record CommitObject(
    String id,
    String message,
    String authorName,
    String authorEmail,
    String authorDate,
    String committerDate) {

  private static final Pattern PERSON = Pattern.compile("(.*?) ?<([^>]*)> (-?\\d{1,12}) .*");

  /**
   * Reads the bytes of a commit, given as characters; what is missing or malformed in it stays
   * empty, as git itself is lenient there.
   */
  static CommitObject parse(String id, String latin) {
    int end = latin.indexOf("\n\n");
    String header = end < 0 ? latin : latin.substring(0, end);
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line : header.split("\n", -1)) {
      int space = line.indexOf(' ');
      if (space > 0) {
        fields.putIfAbsent(line.substring(0, space), line.substring(space + 1));
      }
    }
    Charset charset = charset(fields.getOrDefault("encoding", "UTF-8"));
    Matcher author = PERSON.matcher(recoded(fields.getOrDefault("author", ""), charset));
    Matcher committer = PERSON.matcher(recoded(fields.getOrDefault("committer", ""), charset));
    boolean known = author.matches();
    String message = end < 0 ? "" : recoded(latin.substring(end + 2), charset).stripTrailing();
    return new CommitObject(
        id,
        message,
        known ? author.group(1) : "",
        known ? author.group(2) : "",
        known ? date(author.group(3)) : "",
        committer.matches() ? date(committer.group(3)) : "");
  }

  private static String date(String seconds) {
    return Instant.ofEpochSecond(Long.parseLong(seconds)).toString();
  }

  private static String recoded(String latin, Charset charset) {
    return new String(latin.getBytes(StandardCharsets.ISO_8859_1), charset).replace('\0', '\uFFFD');
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      return StandardCharsets.UTF_8;
    }
  }
}
