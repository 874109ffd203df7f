package dev.baton.model.build;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A buildspec as types (reference codebuild.md section 5). Phases that are not declared are absent
 * from {@link #phases}.
 *
 * @param version {@code 0.1} or {@code 0.2}
 * @param runAs the Linux user for every phase that names none
 * @param phases only INSTALL, PRE_BUILD, BUILD, POST_BUILD
 */
public record Buildspec(
    String version,
    Optional<String> runAs,
    Env env,
    Map<PhaseType, Phase> phases,
    List<ReportGroup> reports,
    Optional<Artifacts> artifacts,
    Optional<Cache> cache,
    Proxy proxy) {

  /**
   * The {@code env} section.
   *
   * @param shell {@code sh} unless {@code bash} is asked for
   * @param variables name to literal value, in written order
   * @param parameterStore variable name to parameter name
   * @param secretsManager variable name to {@code
   *     secret-id[:json-key[:version-stage[:version-id]]]}
   */
  public record Env(
      Shell shell,
      Map<String, String> variables,
      Map<String, String> parameterStore,
      Map<String, String> secretsManager,
      List<String> exportedVariables,
      boolean gitCredentialHelper) {}

  /** Which shell runs the commands. */
  public enum Shell {
    SH,
    BASH
  }

  /** A phase's commands; each list element is one command, possibly of several lines. */
  public record Phase(
      Optional<String> runAs,
      Optional<OnFailure> onFailure,
      List<String> commands,
      List<String> finallyCommands,
      Map<String, String> runtimeVersions) {}

  /**
   * The {@code on-failure} of a phase. RETRY with a limit (3 unless written) and an optional
   * pattern.
   */
  public record OnFailure(Action action, int retries, Optional<String> pattern) {

    /** What happens after the phase failed. */
    public enum Action {
      ABORT,
      CONTINUE,
      RETRY
    }
  }

  /** A report group and its files; {@code format} in upper case, JUNITXML unless written. */
  public record ReportGroup(
      String name,
      String format,
      List<String> files,
      Optional<String> baseDirectory,
      boolean discardPaths) {}

  /** Primary artifacts, and secondary ones by identifier. */
  public record Artifacts(ArtifactSpec primary, Map<String, ArtifactSpec> secondary) {}

  /**
   * Which files become an artifact.
   *
   * @param files globs relative to the base directory; empty when the section lists only secondary
   *     artifacts
   * @param name may hold shell expansions
   * @param baseDirectory a glob, may hold variables
   */
  public record ArtifactSpec(
      List<String> files,
      Optional<String> name,
      Optional<String> baseDirectory,
      boolean discardPaths,
      List<String> excludePaths,
      boolean enableSymlinks,
      Optional<String> s3Prefix) {}

  /** What is kept between builds. */
  public record Cache(
      List<String> paths,
      Optional<String> key,
      List<String> fallbackKeys,
      Optional<String> action) {}

  /** The {@code proxy} section. */
  public record Proxy(boolean uploadArtifacts, boolean logs) {}
}
