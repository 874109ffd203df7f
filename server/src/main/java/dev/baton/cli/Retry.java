package dev.baton.cli;

import dev.baton.api.aws.wire.Json;
import dev.baton.model.build.Build;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.StageRun;
import dev.baton.model.execution.StageStatus;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton retry}. */
@Command(
    name = "retry",
    description = "Run the failed actions of a stage again, or a build.",
    footer = {
      "",
      "The sources are not read again: to run with a fix, start the pipeline anew.",
      "",
      "Examples:",
      "  baton retry @",
      "  baton retry 1f2e3d4c Deploy --all-actions",
    })
final class Retry implements Callable<Integer> {

  private final Session session;

  @Parameters(index = "0", paramLabel = "ID", description = "An id, the beginning of one, or @.")
  private String id = "@";

  @Parameters(
      index = "1",
      paramLabel = "STAGE",
      arity = "0..1",
      description = "The stage; the one that failed unless told.")
  private Optional<String> stage = Optional.empty();

  @Option(names = "--all-actions", description = "Also the actions that succeeded.")
  private boolean allActions;

  @Option(names = "--wait", description = "Wait until it is over and exit with its code.")
  private boolean wait;

  Retry(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return switch (new Finder(session.deck()).find(id)) {
      case Finder.OfBuild(Build build) -> retry(build);
      case Finder.OfExecution(ExecutionState execution) -> retry(execution);
    };
  }

  private int retry(Build build) {
    String answer =
        session.deck().call("CodeBuild_20161006.RetryBuild", Answers.request("id", build.id()));
    String next =
        Json.inner(answer.getBytes(StandardCharsets.UTF_8), "build", "id")
            .orElseThrow(() -> new IllegalStateException("RetryBuild answered without an id"));
    Answers.print(session, answer, "Retrying as " + next);
    session.terminal().out().flush();
    return Verbs.moved(session, session.deck().reading().build(next).orElseThrow(), wait);
  }

  private int retry(ExecutionState execution) {
    String name = stage.orElseGet(() -> failed(execution));
    String answer =
        session
            .deck()
            .call(
                "CodePipeline_20150709.RetryStageExecution",
                Answers.request(
                    "pipelineName",
                    execution.pipeline().name(),
                    "stageName",
                    name,
                    "pipelineExecutionId",
                    execution.id(),
                    "retryMode",
                    allActions ? "ALL_ACTIONS" : "FAILED_ACTIONS"));
    Answers.print(session, answer, "Retrying " + name + " of " + execution.id());
    session.terminal().out().flush();
    return Verbs.moved(session, execution, wait);
  }

  private static String failed(ExecutionState execution) {
    return execution.stages().stream()
        .filter(s -> s.status() == StageStatus.FAILED || s.status() == StageStatus.STOPPED)
        .map(StageRun::name)
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.refused(
                    "no stage of " + execution.id() + " failed or was stopped; name one"));
  }
}
