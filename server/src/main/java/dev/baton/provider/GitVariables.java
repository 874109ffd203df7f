package dev.baton.provider;

import dev.baton.port.ActionProvider.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The output variables of a source action of one provider: those that AWS documents (reference
 * codepipeline.md section 6), each of them always, so that a reference to one resolves; empty when
 * it has no value here.
 *
 * @param documented their names
 */
record GitVariables(List<String> documented) {

  /** The latest revision that went through, for change detection: AWS has no such variable. */
  static final String BASE_COMMIT = "BatonBaseCommit";

  /** Only of a tag, then too. */
  private static final String TAG = "TagName";

  /** Of the 120 KB that an action's variables may have, a message may take so many characters. */
  private static final int LONGEST_MESSAGE = 16_384;

  static final GitVariables CONNECTION =
      new GitVariables(
          List.of(
              "AuthorDate",
              "AuthorDisplayName",
              "AuthorEmail",
              "AuthorId",
              "BranchName",
              "CommitId",
              "CommitMessage",
              "ConnectionArn",
              "FullRepositoryName",
              "ProviderType"));

  static final GitVariables CODE_COMMIT =
      new GitVariables(
          List.of(
              "AuthorDate",
              "BranchName",
              "CommitId",
              "CommitMessage",
              "CommitterDate",
              "RepositoryName"));

  static final GitVariables GIT_HUB =
      new GitVariables(
          List.of(
              "AuthorDate",
              "BranchName",
              "CommitId",
              "CommitMessage",
              "CommitUrl",
              "CommitterDate",
              "RepositoryName"));

  /**
   * The variables.
   *
   * @param found what is known of the revision
   * @param artifact the output artifact
   */
  Map<String, String> of(Request request, Map<String, String> found, String artifact) {
    Map<String, String> known = new LinkedHashMap<>(declared(request.configuration()));
    found.forEach((name, value) -> known.put(name, clipped(value)));
    Map<String, String> variables = new LinkedHashMap<>();
    documented.forEach(name -> variables.put(name, known.getOrDefault(name, "")));
    if (documented.contains("ConnectionArn")) {
      Optional.ofNullable(known.get(TAG)).ifPresent(tag -> variables.put(TAG, tag));
    }
    variables.put(BASE_COMMIT, request.baseRevisions().getOrDefault(artifact, ""));
    return variables;
  }

  private static Map<String, String> declared(Map<String, String> configuration) {
    Map<String, String> known = new LinkedHashMap<>();
    put(known, "ConnectionArn", configuration, "ConnectionArn");
    put(known, "FullRepositoryName", configuration, "FullRepositoryId");
    put(known, "RepositoryName", configuration, "RepositoryName");
    put(known, "RepositoryName", configuration, "Repo");
    put(known, "BranchName", configuration, "BranchName");
    put(known, "BranchName", configuration, "Branch");
    return known;
  }

  private static void put(
      Map<String, String> known, String name, Map<String, String> configuration, String key) {
    Optional.ofNullable(configuration.get(key)).ifPresent(value -> known.put(name, value));
  }

  private static String clipped(String value) {
    return value.length() <= LONGEST_MESSAGE ? value : value.substring(0, LONGEST_MESSAGE) + "...";
  }
}
