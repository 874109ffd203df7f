package dev.baton.adapter.git;

import dev.baton.port.SourceHost.Revision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Commits as source actions report them. */
final class Revisions {

  /** What a variable may hold; AWS allows 122,880 bytes for all of an action's. */
  private static final int LONGEST_MESSAGE = 30_000;

  private Revisions() {}

  /**
   * A revision.
   *
   * @param reference the full name of the branch or tag that led to the commit; empty for none
   */
  static Revision of(CommitObject commit, String reference, List<String> uncommitted) {
    String branch = branch(reference);
    String message = commit.message();
    if (message.length() > LONGEST_MESSAGE) {
      message = message.substring(0, LONGEST_MESSAGE);
    }
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("AuthorDate", commit.authorDate());
    variables.put("AuthorDisplayName", commit.authorName());
    variables.put("AuthorEmail", commit.authorEmail());
    variables.put("AuthorId", commit.authorEmail());
    variables.put("BranchName", branch);
    variables.put("CommitId", commit.id());
    variables.put("CommitMessage", message);
    variables.put("CommitterDate", commit.committerDate());
    variables.put("ProviderType", "Git");
    if (reference.startsWith(RevisionName.TAGS)) {
      variables.put("TagName", reference.substring(RevisionName.TAGS.length()));
    }
    variables.values().removeIf(String::isEmpty);
    return new Revision(
        commit.id(),
        branch,
        message,
        commit.authorName(),
        commit.authorEmail(),
        commit.authorDate(),
        commit.committerDate(),
        uncommitted,
        Map.copyOf(variables));
  }

  private static String branch(String reference) {
    for (String prefix : List.of(RevisionName.HEADS, "refs/remotes/origin/")) {
      if (reference.startsWith(prefix)) {
        return reference.substring(prefix.length());
      }
    }
    return "";
  }
}
