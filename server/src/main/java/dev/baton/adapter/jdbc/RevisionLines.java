package dev.baton.adapter.jdbc;

import dev.baton.format.stored.StoredJson;
import dev.baton.model.execution.ArtifactRevision;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An execution's revisions as a list reads them: a line each, members between tabs, with
 * backslashes, tabs and line breaks escaped. A command that lists is over before a JSON reader has
 * warmed up.
 */
final class RevisionLines {

  private static final int MEMBERS = 5;

  private RevisionLines() {}

  static String write(List<ArtifactRevision> revisions) {
    return revisions.stream().map(RevisionLines::line).collect(Collectors.joining("\n"));
  }

  private static String line(ArtifactRevision revision) {
    return Stream.of(
            revision.action(),
            revision.artifact(),
            revision.revisionId(),
            revision.summary(),
            revision.url())
        .map(RevisionLines::escaped)
        .collect(Collectors.joining("\t"));
  }

  private static String escaped(String member) {
    return member
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws StoredJson.Unreadable when it is something else
   */
  static List<ArtifactRevision> read(String text) {
    return text.isEmpty()
        ? List.of()
        : Stream.of(text.split("\n", -1)).map(RevisionLines::revision).toList();
  }

  private static ArtifactRevision revision(String line) {
    String[] members = line.split("\t", -1);
    if (members.length != MEMBERS) {
      throw new StoredJson.Unreadable(
          "a revision has " + MEMBERS + " members, not " + members.length);
    }
    return new ArtifactRevision(
        plain(members[0]),
        plain(members[1]),
        plain(members[2]),
        plain(members[3]),
        plain(members[4]));
  }

  private static String plain(String member) {
    if (member.indexOf('\\') < 0) {
      return member;
    }
    StringBuilder text = new StringBuilder(member.length());
    for (int i = 0; i < member.length(); i++) {
      char c = member.charAt(i);
      if (c != '\\' || i + 1 == member.length()) {
        text.append(c);
        continue;
      }
      char escaped = member.charAt(++i);
      text.append(
          switch (escaped) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> escaped;
          });
    }
    return text.toString();
  }
}
