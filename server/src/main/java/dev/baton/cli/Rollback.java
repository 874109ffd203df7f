package dev.baton.cli;

import dev.baton.api.aws.wire.Json;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.pipeline.PipelineKey;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton rollback}. */
@Command(
    name = "rollback",
    description = "Run a stage again with the artifacts and variables of an earlier execution.",
    footer = {"", "Example:", "  baton rollback shop Deploy --to 1f2e3d4c"})
final class Rollback implements Callable<Integer> {

  private final Session session;

  @Parameters(index = "0", paramLabel = "NAME")
  private String pipeline = "";

  @Parameters(index = "1", paramLabel = "STAGE")
  private String stage = "";

  @Option(names = "--to", paramLabel = "ID", required = true, description = "The execution.")
  private String target = "";

  @Option(names = "--wait", description = "Wait until it is over and exit with its code.")
  private boolean wait;

  Rollback(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Deck deck = session.deck();
    ExecutionState to = new Finder(deck).execution(target);
    String answer =
        deck.call(
            "CodePipeline_20150709.RollbackStage",
            Answers.request(
                "pipelineName",
                pipeline,
                "stageName",
                stage,
                "targetPipelineExecutionId",
                to.id()));
    String id =
        Json.topText(answer.getBytes(StandardCharsets.UTF_8), "pipelineExecutionId")
            .orElseThrow(() -> new IllegalStateException("RollbackStage answered without an id"));
    Answers.print(session, answer, "Rolling " + stage + " back to " + to.id() + " as " + id);
    session.terminal().out().flush();
    return Verbs.begun(session, new PipelineKey(deck.account(), deck.region(), pipeline), id, wait);
  }
}
