package dev.baton.model.build;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
 * @param policy how the build is queued, retried and masked
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
    Optional<String> projectDocument,
    Policy policy) {

  /** Whether both want the same built; where the asker's environment is kept does not count. */
  public boolean asksTheSameAs(BuildRequest other) {
    return source.equals(other.source)
        && buildspec.equals(other.buildspec)
        && environment.equals(other.environment)
        && secondarySources.equals(other.secondarySources)
        && timeoutSeconds == other.timeoutSeconds
        && queuedTimeoutSeconds == other.queuedTimeoutSeconds
        && artifactsType.equals(other.artifactsType)
        && outputs.equals(other.outputs)
        && serviceRole.equals(other.serviceRole)
        && image.equals(other.image)
        && ignoredSettings.equals(other.ignoredSettings)
        && policy.equals(other.policy)
        && projectDocument.equals(other.projectDocument);
  }

  /** A request without a policy of its own. */
  public BuildRequest(
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
    this(
        source,
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
        projectDocument,
        Policy.NONE);
  }

  /**
   * How a build is queued, retried, masked and cached.
   *
   * @param autoRetryLimit how often a failed build is run again; 0 for never
   * @param concurrentBuildLimit how many builds of the project run at a time; empty for no limit
   * @param strictMasking whether a secret that is too short to be masked refuses the build
   * @param cache where what the buildspec's cache section names is kept
   * @param declared what is shown with the build, and changes nothing here
   * @param logs where its log is shown
   */
  public record Policy(
      int autoRetryLimit,
      Optional<Integer> concurrentBuildLimit,
      boolean strictMasking,
      CachePlace cache,
      Declared declared,
      LogPlace logs) {

    /** Without a word of the environment. */
    public Policy(
        int autoRetryLimit,
        Optional<Integer> concurrentBuildLimit,
        boolean strictMasking,
        CachePlace cache) {
      this(
          autoRetryLimit,
          concurrentBuildLimit,
          strictMasking,
          cache,
          Declared.USUAL,
          LogPlace.USUAL);
    }

    /** Without a cache. */
    public Policy(
        int autoRetryLimit, Optional<Integer> concurrentBuildLimit, boolean strictMasking) {
      this(autoRetryLimit, concurrentBuildLimit, strictMasking, CachePlace.NONE);
    }

    /** Neither retries nor limits. */
    public static final Policy NONE = new Policy(0, Optional.empty(), false);
  }

  /**
   * The environment that the project, or the start, asks for. Given as empty text, as builds have
   * it that were recorded without, it is the usual one.
   *
   * @param type LINUX_CONTAINER, ARM_CONTAINER ...
   * @param computeType BUILD_GENERAL1_SMALL ...
   * @param imagePullCredentialsType CODEBUILD or SERVICE_ROLE
   */
  public record Declared(
      String type, String computeType, boolean privilegedMode, String imagePullCredentialsType) {

    public Declared {
      type = type.isEmpty() ? "LINUX_CONTAINER" : type;
      computeType = computeType.isEmpty() ? "BUILD_GENERAL1_SMALL" : computeType;
      imagePullCredentialsType =
          imagePullCredentialsType.isEmpty() ? "CODEBUILD" : imagePullCredentialsType;
    }

    /** Where nobody says anything. */
    public static final Declared USUAL = new Declared("", "", false, "");
  }

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
        projectDocument,
        policy);
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

  /**
   * Where an artifact is stored.
   *
   * @param key the whole key, or the artifact's name where a folder comes before it
   * @param folder what comes before the name in the key; empty for nothing
   * @param underBuildId whether the build's UUID comes between folder and name
   * @param nameFromBuildspec whether the buildspec's name for the artifact replaces this one
   */
  public record Output(
      String bucket, String key, String folder, boolean underBuildId, boolean nameFromBuildspec) {

    /** A key that is fixed. */
    public Output(String bucket, String key) {
      this(bucket, key, "", false, false);
    }

    /**
     * The key of a build's artifact.
     *
     * @param named what the buildspec calls the artifact
     */
    public String keyFor(String buildUuid, Optional<String> named) {
      String name = nameFromBuildspec ? named.orElse(key) : key;
      return Stream.of(folder, underBuildId ? buildUuid : "", name)
          .map(part -> part.replaceAll("^/+|/+$", ""))
          .filter(part -> !part.isEmpty())
          .collect(Collectors.joining("/"));
    }
  }

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

    /** The same, with or without the submodules of a repository. */
    default SourceContent withSubmodules(boolean fetched) {
      return switch (this) {
        case Git git ->
            new Git(git.location(), git.revision(), git.workingTree(), git.depth(), fetched);
        case Artifact artifact -> new Artifact(artifact.bucket(), artifact.key(), fetched);
        case Nothing nothing -> nothing;
        case Directory directory -> directory;
      };
    }

    /**
     * A zip in the artifact store; a CODEBUILD_CLONE_REF artifact is recognised by its content.
     *
     * @param submodules whether those of what is cloned are fetched too
     */
    record Artifact(String bucket, String key, boolean submodules) implements SourceContent {

      /** Without submodules. */
      public Artifact(String bucket, String key) {
        this(bucket, key, false);
      }
    }

    /**
     * A git repository, by local path or URL.
     *
     * @param revision a branch, tag or commit; empty for HEAD, or the working tree when that is
     *     wanted
     * @param workingTree whether uncommitted changes and untracked, not ignored files are laid on
     *     top
     * @param depth how much history; 0 is all of it
     * @param submodules whether they are fetched too, and those within them
     */
    record Git(String location, String revision, boolean workingTree, int depth, boolean submodules)
        implements SourceContent {

      /** Without submodules. */
      public Git(String location, String revision, boolean workingTree, int depth) {
        this(location, revision, workingTree, depth, false);
      }
    }

    /** A directory without git, all its files. */
    record Directory(String path) implements SourceContent {}
  }
}
