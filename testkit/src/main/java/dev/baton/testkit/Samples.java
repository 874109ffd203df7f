package dev.baton.testkit;

import dev.baton.engine.Patience;
import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.build.Build;
import dev.baton.model.build.BuildRequest;
import dev.baton.model.build.BuildStatus;
import dev.baton.model.build.PhaseType;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.ActionStatus;
import dev.baton.model.execution.ArtifactRevision;
import dev.baton.model.execution.Event;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.ExecutionStatus;
import dev.baton.model.execution.Gate;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.execution.RuleRun;
import dev.baton.model.execution.RunOptions;
import dev.baton.model.execution.StageRun;
import dev.baton.model.execution.StageStatus;
import dev.baton.model.execution.Trigger;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Plausible values for tests of stores; what a test is about, it says itself. */
public final class Samples {

  public static final String ACCOUNT = "123456789012";
  public static final String REGION = "eu-central-1";
  public static final Instant AT = ManualClock.BEGINNING;

  /** Tries for some hundred milliseconds. */
  public static final Patience PATIENCE =
      new Patience(
          20,
          Duration.ofMillis(2),
          Duration.ofMillis(50),
          () -> 0.5,
          pause -> LockSupport.parkNanos(pause.toNanos()));

  private Samples() {}

  public static PipelineKey pipeline(String name) {
    return new PipelineKey(ACCOUNT, REGION, name);
  }

  /** A unit with one stage {@code Build}, as a creation makes it. */
  public static PipelineState unit(PipelineKey key) {
    return PipelineState.created(key, 1, List.of("Build"));
  }

  /** The unit with executions in it. */
  public static PipelineState unit(PipelineKey key, ExecutionState... executions) {
    PipelineState unit = unit(key);
    Map<String, ExecutionState> byId = new java.util.LinkedHashMap<>();
    for (ExecutionState execution : executions) {
      byId.put(execution.id(), execution);
    }
    return new PipelineState(
        key, unit.currentVersion(), unit.gates(), byId, Map.of("Source", "0123abc"));
  }

  /** An execution of one stage. */
  public static ExecutionState execution(
      PipelineKey key, String id, ExecutionStatus status, ActionRun... actions) {
    return new ExecutionState(
        id,
        key,
        1,
        PipelineDefinition.ExecutionMode.QUEUED,
        Optional.empty(),
        new Trigger("StartPipelineExecution", "arn:aws:iam::" + ACCOUNT + ":user/ada"),
        status,
        "",
        AT,
        AT.plusSeconds(1),
        Map.of("Colour", "gr\u00fcn \uD83D\uDE80"),
        List.of(),
        RunOptions.NONE,
        List.of(
            new StageRun(
                "Build", StageStatus.RUNNING, Optional.of(AT), Map.of(), 1, 0, Optional.empty())),
        List.of(actions),
        List.of(rule("rule-of-" + id)),
        Map.of("Source", new ArtifactLocation("bucket", "key/" + id)),
        Map.of("SourceVariables", Map.of("CommitId", "0123abc")),
        List.of(),
        Optional.empty());
  }

  /** An execution with every member that a list shows. */
  public static ExecutionState telling(PipelineKey key, String id, ExecutionStatus status) {
    ExecutionState plain = execution(key, id, status);
    return new ExecutionState(
        id,
        key,
        1,
        PipelineDefinition.ExecutionMode.PARALLEL,
        Optional.of("target-of-" + id),
        plain.trigger(),
        status,
        "Stopped \"by hand\"\n\u0001",
        AT.plusNanos(1),
        AT.plusSeconds(60),
        Map.of(),
        List.of(),
        RunOptions.NONE,
        plain.stages(),
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        List.of(
            new ArtifactRevision(
                "Source", "App", "0123abc", "gr\u00fcn: C:\\tmp\t{\"a\":\r\n1}", ""),
            new ArtifactRevision("Other", "Lib", "", "", "https://example.com/?a=b&c")),
        Optional.of(new ExecutionState.StopRequest(true, "tea")));
  }

  /** The execution with its one stage at that status. */
  public static ExecutionState at(StageStatus stage, ExecutionState e) {
    return new ExecutionState(
        e.id(),
        e.pipeline(),
        e.version(),
        e.mode(),
        e.rollbackTarget(),
        e.trigger(),
        e.status(),
        e.summary(),
        e.startedAt(),
        e.updatedAt(),
        e.variables(),
        e.sourceRevisions(),
        e.options(),
        List.of(new StageRun("Build", stage, Optional.of(AT), Map.of(), 1, 0, Optional.empty())),
        e.actions(),
        e.rules(),
        e.artifacts(),
        e.outputs(),
        e.revisions(),
        e.stop());
  }

  public static ActionRun action(String id, ActionStatus status) {
    return new ActionRun(
        id,
        "Build",
        "Compile",
        1,
        1,
        Optional.of("BuildVariables"),
        status,
        AT,
        AT.plusSeconds(2),
        Map.of("ProjectName", "hello"),
        Map.of(),
        Map.of(),
        new ActionOutcome.External("hello:1", "", ""),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static RuleRun rule(String id) {
    return new RuleRun(
        id,
        "Build",
        Gate.BEFORE_ENTRY,
        "Window",
        1,
        ActionStatus.IN_PROGRESS,
        AT,
        AT,
        Map.of(),
        ActionOutcome.External.NONE,
        Optional.empty(),
        Optional.empty());
  }

  public static Event started(ExecutionState execution) {
    return new Event.ExecutionStarted(AT, execution);
  }

  public static Event started(String executionId, ActionRun run) {
    return new Event.ActionStarted(AT, executionId, run);
  }

  public static Event finished(String executionId, ActionRun run) {
    return new Event.ActionFinished(
        AT,
        executionId,
        run.id(),
        run.status(),
        run.external(),
        Map.of(),
        Map.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  public static Build build(
      String project, String uuid, long number, BuildStatus status, Optional<String> action) {
    return new Build(
        project + ":" + uuid,
        ACCOUNT,
        REGION,
        project,
        number,
        request(action),
        status,
        AT,
        status == BuildStatus.IN_PROGRESS ? Optional.empty() : Optional.of(AT.plusSeconds(3)),
        List.of(
            new Build.Phase(
                PhaseType.SUBMITTED,
                BuildStatus.SUCCEEDED,
                AT,
                Optional.of(AT.plusNanos(123_456_789)),
                Optional.empty())),
        Optional.empty(),
        Map.of("VERSION", "1.0"),
        List.of(),
        Optional.of(new Build.ProcessIdentity(4711, 99, "boot")),
        Optional.empty(),
        Build.AutoRetry.NONE);
  }

  public static BuildRequest request(Optional<String> action) {
    return new BuildRequest(
        new BuildRequest.Source(
            "", "NO_SOURCE", "", "", new BuildRequest.SourceContent.Nothing(), Optional.empty()),
        List.of(),
        Optional.of(new BuildRequest.Recipe.Inline("project", "version: 0.2")),
        List.of(new BuildRequest.Variable("GREETING", "hello", "PLAINTEXT")),
        3600,
        28800,
        "ada",
        Optional.empty(),
        action,
        "NO_ARTIFACTS",
        Map.of(),
        Optional.empty(),
        "aws/codebuild/standard:7.0",
        true,
        List.of(),
        Optional.empty());
  }
}
