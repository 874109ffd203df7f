package dev.baton.cli;

import dev.baton.api.aws.wire.Json;
import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.ExecutionState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers a pending approval: what {@code approve} and {@code reject} share. */
abstract sealed class Answering implements Callable<Integer> permits Approve, Reject {

  private static final int MAX_SUMMARY = 512;

  private final Session session;
  private final boolean approved;

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "An execution's id, the beginning of one, or @ for the newest.")
  private String id = "@";

  @Parameters(
      index = "1",
      paramLabel = "STAGE/ACTION",
      arity = "0..1",
      description = "Which approval, when several wait.")
  private Optional<String> which = Optional.empty();

  @Option(
      names = {"-m", "--message"},
      paramLabel = "TEXT",
      description = "The summary.")
  private Optional<String> text = Optional.empty();

  @Option(names = "--wait", description = "Wait for the execution and exit with its code.")
  private boolean wait;

  Answering(Session session, boolean approved) {
    this.session = session;
    this.approved = approved;
  }

  @Override
  public final Integer call() {
    ExecutionState execution = new Finder(session.deck()).execution(id);
    ActionRun run = only(execution, which);
    if (text.map(String::length).orElse(0) > MAX_SUMMARY) {
      throw CommandFailure.refused("-m: the text is longer than " + MAX_SUMMARY + " characters");
    }
    String answer =
        session
            .deck()
            .call(
                "CodePipeline_20150709.PutApprovalResult",
                request(execution, run, text.orElse(""), approved));
    Answers.print(
        session,
        answer,
        (approved ? "Approved " : "Rejected ")
            + run.stage()
            + "/"
            + run.action()
            + " of "
            + execution.id());
    session.terminal().out().flush();
    return Verbs.moved(session, execution, wait);
  }

  private static String request(
      ExecutionState execution, ActionRun run, String text, boolean approved) {
    return Json.compact(
        out -> {
          out.writeStartObject();
          out.writeStringProperty("pipelineName", execution.pipeline().name());
          out.writeStringProperty("stageName", run.stage());
          out.writeStringProperty("actionName", run.action());
          out.writeObjectPropertyStart("result");
          out.writeStringProperty("summary", text);
          out.writeStringProperty("status", approved ? "Approved" : "Rejected");
          out.writeEndObject();
          out.writeStringProperty("token", run.id());
          out.writeEndObject();
        });
  }

  private ActionRun only(ExecutionState execution, Optional<String> which) {
    Following following = new Following(session, View.SILENT);
    List<ActionRun> pending = following.waiting().pendingApprovals(execution);
    List<ActionRun> meant =
        pending.stream().filter(run -> which.isEmpty() || isCalled(run, which.get())).toList();
    if (meant.size() == 1) {
      return meant.getFirst();
    }
    String names =
        pending.stream()
            .map(run -> run.stage() + "/" + run.action())
            .collect(Collectors.joining(", "));
    if (pending.isEmpty()) {
      throw CommandFailure.refused(
          "nothing waits for approval in execution "
              + execution.id()
              + following
                  .waiting()
                  .forPerson(execution, following.unit(execution.pipeline()))
                  .map(why -> ": " + why)
                  .orElse(""));
    }
    throw CommandFailure.refused(
        meant.isEmpty()
            ? which.orElse("") + " does not wait for approval; these do: " + names
            : "several actions wait for approval, name one: " + names);
  }

  private static boolean isCalled(ActionRun run, String name) {
    return name.equals(run.stage() + "/" + run.action()) || name.equals(run.action());
  }
}
