package dev.baton.cli;

import dev.baton.api.aws.wire.Json;
import dev.baton.model.build.Build;
import dev.baton.model.execution.ExecutionState;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton stop}. */
@Command(
    name = "stop",
    description = "Stop an execution once its running actions are done, or a build at once.",
    footer = {"", "Examples:", "  baton stop @ -m \"wrong branch\"", "  baton stop ID --abandon"})
final class Stop implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "ID", description = "An id, the beginning of one, or @ for the newest.")
  private String id = "@";

  @Option(names = "--abandon", description = "Do not wait for running actions.")
  private boolean abandon;

  @Option(
      names = {"-m", "--message"},
      paramLabel = "REASON")
  private Optional<String> reason = Optional.empty();

  @Option(names = "--wait", description = "Wait until it is over and exit with its code.")
  private boolean wait;

  Stop(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return switch (new Finder(session.deck()).find(id)) {
      case Finder.OfBuild(Build build) -> stop(build);
      case Finder.OfExecution(ExecutionState execution) -> stop(execution);
    };
  }

  private int stop(Build build) {
    String answer =
        session.deck().call("CodeBuild_20161006.StopBuild", Answers.request("id", build.id()));
    if (build.isComplete()) {
      Answers.print(session, answer, build.id() + " was over already: " + build.status());
      return wait ? BuildText.exitCode(build.status()) : ExitCode.SUCCEEDED;
    }
    Answers.print(session, answer, "Stopping " + build.id());
    session.terminal().out().flush();
    return Verbs.stopped(session, build, wait);
  }

  private int stop(ExecutionState execution) {
    String answer =
        session
            .deck()
            .call(
                "CodePipeline_20150709.StopPipelineExecution",
                Json.compact(
                    out -> {
                      out.writeStartObject();
                      out.writeStringProperty("pipelineName", execution.pipeline().name());
                      out.writeStringProperty("pipelineExecutionId", execution.id());
                      out.writeBooleanProperty("abandon", abandon);
                      reason.ifPresent(text -> out.writeStringProperty("reason", text));
                      out.writeEndObject();
                    }));
    Answers.print(session, answer, "Stopping " + execution.id());
    session.terminal().out().flush();
    return Verbs.moved(session, execution, wait);
  }
}
