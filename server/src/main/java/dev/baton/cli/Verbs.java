package dev.baton.cli;

import dev.baton.model.build.Build;
import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.ActionStatus;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.ExecutionStatus;
import dev.baton.model.pipeline.PipelineKey;
import java.util.Set;
import java.util.stream.Collectors;

/** What the commands that move something have in common: they go on with what they moved. */
final class Verbs {

  private Verbs() {}

  /**
   * After an execution was moved: waits for it when asked to, and in any case carries it to where
   * it rests when this process owns the engine.
   *
   * @param before how it stood before it was moved: what had ended then is not shown again
   * @return the exit code
   */
  static int moved(Session session, ExecutionState before, boolean wait) {
    return moved(session, before.pipeline(), before.id(), ended(before), wait);
  }

  /** As for an execution that was moved: for one that has just begun. */
  static int begun(Session session, PipelineKey key, String id, boolean wait) {
    return moved(session, key, id, Set.of(), wait);
  }

  private static int moved(
      Session session, PipelineKey key, String id, Set<String> endedBefore, boolean wait) {
    if (!wait && !session.deck().owns()) {
      return ExitCode.SUCCEEDED;
    }
    Following.End<ExecutionState> end;
    try (View view = views(session, endedBefore)) {
      end =
          new Following(session, view, endedBefore)
              .execution(key, id, Following.Until.RESTS, false);
    }
    if (!wait) {
      return ExitCode.SUCCEEDED;
    }
    if (!session.options().json() && !session.options().quiet()) {
      new ExecutionText(session.terminal()).summary(end.last());
    }
    return end.waitsFor().isPresent() ? ExitCode.WAITS : exitCode(end.last());
  }

  /** After a build was moved. */
  static int moved(Session session, Build build, boolean wait) {
    if (!wait && !session.deck().owns()) {
      return ExitCode.SUCCEEDED;
    }
    try (View view = views(session, Set.of())) {
      Build end = new Following(session, view).build(build.id(), false);
      return wait ? BuildText.exitCode(end.status()) : ExitCode.SUCCEEDED;
    }
  }

  /** After a build was told to stop: its log up to there is of no interest. */
  static int stopped(Session session, Build build, boolean wait) {
    if (!wait && !session.deck().owns()) {
      return ExitCode.SUCCEEDED;
    }
    Build end = new Following(session, View.SILENT).thisBuild(build.id(), false);
    return wait ? BuildText.exitCode(end.status()) : ExitCode.SUCCEEDED;
  }

  /** The action executions that have ended. */
  static Set<String> ended(ExecutionState execution) {
    return execution.actions().stream()
        .filter(run -> run.status() != ActionStatus.IN_PROGRESS)
        .map(ActionRun::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The view that fits the options and the terminal. */
  static View views(Session session, Set<String> endedBefore) {
    if (session.options().json() || session.options().quiet()) {
      return View.SILENT;
    }
    return session.terminal().live()
        ? new LiveView(session.terminal(), endedBefore)
        : new PlainView(session.terminal(), endedBefore);
  }

  /** The exit code that tells of an execution that is over. */
  static int exitCode(ExecutionState execution) {
    return switch (execution.status()) {
      case SUCCEEDED -> ExitCode.SUCCEEDED;
      case FAILED -> ExitCode.FAILED;
      case STOPPED -> stoppedAsAsked(execution) ? ExitCode.SUCCEEDED : ExitCode.STOPPED;
      case SUPERSEDED, CANCELLED, STOPPING, CANCELLING -> ExitCode.STOPPED;
      case IN_PROGRESS -> ExitCode.WAITS;
    };
  }

  /** Stopped after the stage of {@code --until}, which succeeded: that is what was asked for. */
  private static boolean stoppedAsAsked(ExecutionState execution) {
    return execution.status() == ExecutionStatus.STOPPED
        && execution
            .options()
            .until()
            .filter(
                until ->
                    execution.stages().stream()
                        .anyMatch(
                            stage ->
                                stage.name().equals(until)
                                    && (stage.status().awsName().equals("Succeeded")
                                        || stage.status().awsName().equals("Skipped"))))
            .isPresent();
  }
}
