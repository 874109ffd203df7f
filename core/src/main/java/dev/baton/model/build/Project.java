package dev.baton.model.build;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A build project in CodeBuild's words, with its defaults filled in (reference codebuild.md section
 * 3).
 *
 * @param environment name, value and type of each variable, in written order
 * @param image for CODEBUILD_BUILD_IMAGE; a process runner does not start it
 * @param declared the rest of the environment; a process runner only shows it
 * @param timeoutMinutes 5 to 2160
 * @param queuedTimeoutMinutes 5 to 480
 * @param concurrentBuildLimit more builds wait in the queue; empty for no limit
 * @param rerunInterrupted whether a build that a killed Baton left is run once more; Baton's own,
 *     true unless written
 * @param autoRetryLimit how often a failed build is run again, 0 to 10; not for builds of a
 *     pipeline
 * @param strictMasking whether a secret that is too short to be masked refuses a build; Baton's
 *     own, false unless written
 * @param cache where builds keep what their buildspec's cache section names
 * @param logs where its builds' logs are shown
 * @param notHonoured one sentence for each setting that a process runner does not honour
 */
public record Project(
    String name,
    Source source,
    List<Source> secondarySources,
    Artifacts artifacts,
    List<Artifacts> secondaryArtifacts,
    List<BuildRequest.Variable> environment,
    String image,
    BuildRequest.Declared declared,
    Optional<String> serviceRole,
    int timeoutMinutes,
    int queuedTimeoutMinutes,
    Optional<Integer> concurrentBuildLimit,
    boolean rerunInterrupted,
    Map<String, String> tags,
    int autoRetryLimit,
    boolean strictMasking,
    CachePlace cache,
    LogPlace logs,
    List<String> notHonoured) {

  /** Without a word of a timeout: an hour. */
  public static final int DEFAULT_TIMEOUT_MINUTES = 60;

  /** Without a word of a queued timeout: eight hours. */
  public static final int DEFAULT_QUEUED_TIMEOUT_MINUTES = 480;

  /** What a build's environment is called where no project names an image. */
  public static final String DEFAULT_IMAGE = "aws/codebuild/standard:7.0";

  /**
   * A source.
   *
   * @param identifier empty for the primary source
   * @param type GITHUB, CODECOMMIT, CODEPIPELINE, S3, NO_SOURCE ...
   * @param location empty where the type has none
   * @param buildspec inline text or a path; empty for {@code buildspec.yml}
   * @param version the project's sourceVersion; empty for the default branch
   * @param cloneDepth 0 for the full history
   * @param submodules whether a repository's submodules are fetched too
   */
  public record Source(
      String identifier,
      String type,
      String location,
      Optional<String> buildspec,
      Optional<String> version,
      int cloneDepth,
      boolean submodules) {

    /** Without submodules. */
    public Source(
        String identifier,
        String type,
        String location,
        Optional<String> buildspec,
        Optional<String> version,
        int cloneDepth) {
      this(identifier, type, location, buildspec, version, cloneDepth, false);
    }
  }

  /**
   * Where artifacts go.
   *
   * @param identifier empty for the primary artifact
   * @param type CODEPIPELINE, S3 or NO_ARTIFACTS
   * @param location the bucket; empty where the type has none
   * @param overrideName whether the buildspec's name for the artifact counts, not this one
   */
  public record Artifacts(
      String identifier,
      String type,
      String location,
      String path,
      String namespaceType,
      Optional<String> name,
      String packaging,
      boolean overrideName) {}

  /** The plain CODEPIPELINE project that stands for one that is not declared. */
  public static Project plain(String name) {
    return new Project(
        name,
        new Source("", "CODEPIPELINE", "", Optional.empty(), Optional.empty(), 0),
        List.of(),
        new Artifacts("", "CODEPIPELINE", "", "", "NONE", Optional.of(name), "NONE", false),
        List.of(),
        List.of(),
        DEFAULT_IMAGE,
        BuildRequest.Declared.USUAL,
        Optional.empty(),
        DEFAULT_TIMEOUT_MINUTES,
        DEFAULT_QUEUED_TIMEOUT_MINUTES,
        Optional.empty(),
        true,
        Map.of(),
        0,
        false,
        CachePlace.NONE,
        LogPlace.USUAL,
        List.of());
  }
}
