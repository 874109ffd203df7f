package dev.baton.cli;

import dev.baton.api.aws.wire.Json;
import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.ExecutionState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Answers a pending approval: what {@code approve} and {@code reject} share. */
final class Answering {

  private static final int MAX_SUMMARY = 512;

  private final Session session;

  Answering(Session session) {
    this.session = session;
  }

  int answer(
      String id, Optional<String> which, Optional<String> text, boolean approved, boolean wait) {
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
    List<ActionRun> pending =
        new Following(session, View.SILENT).waiting().pendingApprovals(execution);
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
      throw CommandFailure.refused("nothing waits for approval in execution " + execution.id());
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
