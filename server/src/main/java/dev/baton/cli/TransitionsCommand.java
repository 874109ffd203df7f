package dev.baton.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton transitions}. */
@Command(
    name = "transitions",
    description = "Close or open the way into a stage.",
    footer = {
      "",
      "Examples:",
      "  baton transitions disable shop Deploy -m \"freeze until Monday\"",
      "  baton transitions enable shop Deploy",
    })
final class TransitionsCommand {

  private final Session session;

  TransitionsCommand(Session session) {
    this.session = session;
  }

  @Command(name = "disable", description = "Executions wait before the stage.")
  int disable(
      @Parameters(paramLabel = "NAME") String pipeline,
      @Parameters(paramLabel = "STAGE") String stage,
      @Option(
              names = {"-m", "--message"},
              paramLabel = "REASON")
          Optional<String> reason) {
    session
        .deck()
        .call(
            "CodePipeline_20150709.DisableStageTransition",
            Answers.request(
                "pipelineName",
                pipeline,
                "stageName",
                stage,
                "transitionType",
                "Inbound",
                "reason",
                reason.orElse("Disabled on the command line")));
    said("Disabled the transition into " + stage + " of " + pipeline);
    return ExitCode.SUCCEEDED;
  }

  @Command(name = "enable", description = "The execution that waits goes on.")
  int enable(
      @Parameters(paramLabel = "NAME") String pipeline,
      @Parameters(paramLabel = "STAGE") String stage) {
    session
        .deck()
        .call(
            "CodePipeline_20150709.EnableStageTransition",
            Answers.request(
                "pipelineName", pipeline, "stageName", stage, "transitionType", "Inbound"));
    said("Enabled the transition into " + stage + " of " + pipeline);
    if (session.deck().owns()) {
      new Resting(session).untilAllRest(pipeline);
    }
    return ExitCode.SUCCEEDED;
  }

  private void said(String line) {
    if (!session.options().json() && !session.options().quiet()) {
      session.terminal().line(line);
      session.terminal().out().flush();
    }
  }
}
