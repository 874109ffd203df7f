package dev.baton.cli;

import dev.baton.model.build.Build;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.ExecutionStatus;
import dev.baton.model.pipeline.PipelineKey;
import java.time.Instant;

/** What the commands that move something have in common: they go on with what they moved. */
final class Verbs {

  private Verbs() {}

  /**
   * After an execution was moved: waits for it when asked to, and in any case carries it to where
   * it rests when this process owns the engine.
   *
   * @return the exit code
   */
  static int moved(Session session, PipelineKey key, String id, boolean wait) {
    if (!wait && !session.deck().owns()) {
      return ExitCode.SUCCEEDED;
    }
    try (View view = views(session)) {
      Following following = new Following(session, view);
      Following.End<ExecutionState> end =
          following.execution(key, id, Following.Until.RESTS, false);
      if (!wait) {
        return ExitCode.SUCCEEDED;
      }
      return end.waitsFor().isPresent() ? ExitCode.WAITS : exitCode(end.last());
    }
  }

  /** After a build was moved. */
  static int moved(Session session, Build build, boolean wait) {
    if (!wait && !session.deck().owns()) {
      return ExitCode.SUCCEEDED;
    }
    try (View view = views(session)) {
      Build end = new Following(session, view).build(build.id(), false);
      return wait ? BuildText.exitCode(end.status()) : ExitCode.SUCCEEDED;
    }
  }

  /** The view that fits the options and the terminal. */
  static View views(Session session) {
    if (session.options().json() || session.options().quiet()) {
      return View.SILENT;
    }
    return session.terminal().live()
        ? new LiveView(session.terminal(), begun())
        : new PlainView(session.terminal(), begun());
  }

  private static Instant begun() {
    return ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH);
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
