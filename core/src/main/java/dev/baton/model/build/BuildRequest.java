package dev.baton.model.build;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A build that was asked for and accepted: the project's settings with the request's overrides
 * applied, so that a later edit of the project changes nothing. Holds names of secrets, never
 * values.
 *
 * @param source the primary source; its files become the working directory
 * @param buildspec inline text, a path in the source, or empty for {@code buildspec.yml}
 * @param environment in order of precedence, later wins; types PLAINTEXT, PARAMETER_STORE,
 *     SECRETS_MANAGER
 * @param initiator who asked, as CodeBuild shows it: a user name or {@code codepipeline/NAME}
 * @param requester names the recorded environment of who asked (PATH, LANG, TZ, proxies, passed
 *     variables); empty for none
 * @param parentAction the action execution that this build is a part of
 * @param artifactsType CODEPIPELINE, S3 or NO_ARTIFACTS
 * @param outputs where the artifacts go: identifier (empty for primary) to location
 * @param ignoredSettings settings of the project that this runner does not honour, for the first
 *     log lines
 */
public record BuildRequest(
    Source source,
    List<Source> secondarySources,
    Optional<Recipe> buildspec,
    List<Variable> environment,
    int timeoutSeconds,
    int queuedTimeoutSeconds,
    String initiator,
    Optional<String> requester,
    Optional<String> parentAction,
    String artifactsType,
    Map<String, Output> outputs,
    Optional<String> serviceRole,
    String image,
    boolean rerunInterrupted,
    List<String> ignoredSettings,
    Optional<String> projectDocument) {

  /** The same with another primary source. */
  public BuildRequest withPrimary(Source primary) {
    return new BuildRequest(
        primary,
        secondarySources,
        buildspec,
        environment,
        timeoutSeconds,
        queuedTimeoutSeconds,
        initiator,
        requester,
        parentAction,
        artifactsType,
        outputs,
        serviceRole,
        image,
        rerunInterrupted,
        ignoredSettings,
        projectDocument);
  }

  /** Where the recipe stands: its text, or a path within the primary source. */
  public sealed interface Recipe {

    /** A buildspec given as text; {@code file} names it in messages. */
    record Inline(String file, String text) implements Recipe {}

    /** A path in the source, relative to its root. */
    record InSource(String path) implements Recipe {}
  }

  /** An environment variable. */
  public record Variable(String name, String value, String type) {}

  /** Where an artifact is stored. */
  public record Output(String bucket, String key) {}

  /**
   * A source of a build.
   *
   * @param identifier empty for the primary source; else {@code CODEBUILD_SRC_DIR_identifier}
   * @param type as in CodeBuild: GITHUB, CODEPIPELINE, NO_SOURCE ...
   * @param location what CODEBUILD_SOURCE_REPO_URL shows; may be empty
   * @param version what was asked for: a branch, tag, commit, or an artifact's ARN; may be empty
   * @param content where the files come from
   * @param revision the commit or object version, when it is known before the build starts
   */
  public record Source(
      String identifier,
      String type,
      String location,
      String version,
      SourceContent content,
      Optional<String> revision) {}

  /** Where a source's files come from. */
  public sealed interface SourceContent {

    /** No files. */
    record Nothing() implements SourceContent {}

    /** A zip in the artifact store; a CODEBUILD_CLONE_REF artifact is recognised by its content. */
    record Artifact(String bucket, String key) implements SourceContent {}

    /**
     * A git repository, by local path or URL.
     *
     * @param revision a branch, tag or commit; empty for HEAD, or the working tree when that is
     *     wanted
     * @param workingTree whether uncommitted changes and untracked, not ignored files are laid on
     *     top
     * @param depth how much history; 0 is all of it
     */
    record Git(String location, String revision, boolean workingTree, int depth)
        implements SourceContent {}

    /** A directory without git, all its files. */
    record Directory(String path) implements SourceContent {}
  }
}
