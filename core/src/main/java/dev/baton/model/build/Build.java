package dev.baton.model.build;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run of a project, as it stands. Written again as a whole whenever it moves.
 *
 * @param id {@code PROJECT:UUID}
 * @param number counts the project's builds from 1
 * @param request what was asked for; a retry runs it again
 * @param phases so far, in order; the last one is the current phase
 * @param exported exported variables, as of the end of POST_BUILD
 * @param process the process that runs it, while there is one: what a successor must end
 * @param cause why it ended as it did when no phase says so (Interrupted); else empty
 * @param autoRetry its place in a chain of automatic retries
 */
public record Build(
    String id,
    String account,
    String region,
    String project,
    long number,
    BuildRequest request,
    BuildStatus status,
    Instant startedAt,
    Optional<Instant> endedAt,
    List<Phase> phases,
    Optional<String> resolvedSourceVersion,
    Map<String, String> exported,
    List<BuildArtifact> artifacts,
    Optional<ProcessIdentity> process,
    Optional<String> cause,
    AutoRetry autoRetry) {

  /** A build that is recorded and has not begun. */
  public static Build submitted(
      String id,
      String account,
      String region,
      String project,
      long number,
      BuildRequest request,
      Instant at,
      AutoRetry autoRetry) {
    return new Build(
        id,
        account,
        region,
        project,
        number,
        request,
        BuildStatus.IN_PROGRESS,
        at,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Map.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        autoRetry);
  }

  /**
   * A build's place in a chain of automatic retries, as CodeBuild's autoRetryConfig shows it.
   *
   * @param limit how many retries the chain may have; 0 where nothing asks for any
   * @param number how many retries came before this build, this one included; 0 for the first build
   * @param next the id of the build that runs this one again
   * @param previous the id of the build that this one runs again
   */
  public record AutoRetry(int limit, int number, Optional<String> next, Optional<String> previous) {

    /** No automatic retries. */
    public static final AutoRetry NONE = first(0);

    /** The beginning of a chain. */
    public static AutoRetry first(int limit) {
      return new AutoRetry(limit, 0, Optional.empty(), Optional.empty());
    }
  }

  /**
   * A phase of this build.
   *
   * @param status IN_PROGRESS while it runs
   */
  public record Phase(
      PhaseType type,
      BuildStatus status,
      Instant startedAt,
      Optional<Instant> endedAt,
      Optional<Context> context) {}

  /** Why a phase failed: CodeBuild's status code and message. */
  public record Context(String statusCode, String message) {}

  /**
   * A process on this machine, told apart from a later one with the same pid.
   *
   * @param startTicks field 22 of {@code /proc/PID/stat}, clock ticks since boot; 0 where the
   *     system has none
   * @param bootId the kernel's boot id; empty where the system has none
   */
  public record ProcessIdentity(long pid, long startTicks, String bootId) {}

  /**
   * An artifact that the build has stored.
   *
   * @param identifier empty for the primary artifact
   * @param files how many files the zip holds
   */
  public record BuildArtifact(
      String identifier,
      String bucket,
      String key,
      String sha256,
      long size,
      int files,
      Optional<String> name) {}

  /**
   * What stands for a project where a pipeline's Commands run: no project can be called so, since a
   * project's name has no slash.
   */
  public static String commandsOf(String pipeline) {
    return "codepipeline/" + pipeline;
  }

  /**
   * Where its log is kept: {@code /aws/codebuild/PROJECT}, for Commands {@code
   * /aws/codepipeline/PIPELINE}. The stream is called as {@link #uuid()}.
   */
  public String logGroup() {
    return logGroupOf(project);
  }

  /** Where the logs of a project's builds are kept. */
  public static String logGroupOf(String project) {
    return project.startsWith(commandsOf("")) ? "/aws/" + project : "/aws/codebuild/" + project;
  }

  /** Where its log is shown; empty when the project says that it is not. */
  public Optional<LogPlace.Stream> shownLog() {
    return request.policy().logs().of(this);
  }

  public String arn() {
    return "arn:aws:codebuild:" + region + ":" + account + ":build/" + id;
  }

  /** The UUID part of the id, which is also the log stream's name. */
  public String uuid() {
    return id.substring(id.indexOf(':') + 1);
  }

  public boolean isComplete() {
    return status != BuildStatus.IN_PROGRESS;
  }
}
