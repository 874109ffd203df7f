package dev.baton.adapter.git;

import dev.baton.port.SourceHost.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A branch, tag or commit as somebody wrote it; nothing else of git's language of revisions. */
record RevisionName(String text) {

  static final String HEADS = "refs/heads/";
  static final String TAGS = "refs/tags/";

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern SHORT = Pattern.compile("[0-9a-f]{4,39}");

  /** What git-check-ref-format forbids, and the dash that would make an option of it. */
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "^-|\\.\\.|@\\{|//|[\\x00-\\x20\\x7F~^:?*\\[\\\\]|\\.lock(/|$)|(^|/)\\.|[./]$|^/");

  /**
   * Reads a name.
   *
   * @throws SourceException when no branch, tag or commit can be called so
   */
  static RevisionName of(String text) {
    if (text.length() > 1000 || FORBIDDEN.matcher(text).find()) {
      String shown = text.replaceAll("\\p{Cntrl}", "?");
      throw new SourceException(
          "The revision "
              + (shown.length() > 200 ? shown.substring(0, 200) : shown)
              + " was refused: give a branch, a tag or a commit");
    }
    return new RevisionName(text);
  }

  boolean isHead() {
    return text.isEmpty() || text.equals("HEAD");
  }

  boolean isCommit() {
    return COMMIT.matcher(text).matches();
  }

  boolean isShort() {
    return SHORT.matcher(text).matches();
  }

  /** What it may stand for, the likeliest first. */
  List<String> candidates() {
    if (isHead() || isCommit()) {
      return List.of(isHead() ? "HEAD" : text);
    }
    List<String> candidates = new ArrayList<>();
    if (text.startsWith("refs/")) {
      candidates.add(text);
    }
    candidates.add(HEADS + text);
    candidates.add(TAGS + text);
    candidates.add("refs/remotes/origin/" + text);
    if (isShort()) {
      candidates.add(text);
    }
    return candidates;
  }
}
