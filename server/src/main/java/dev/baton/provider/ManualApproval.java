package dev.baton.provider;

import dev.baton.model.execution.ActionOutcome;
import dev.baton.port.ActionProvider;
import java.util.Optional;

/** Waits for a person; the machine keeps the token and the time limit. */
public final class ManualApproval implements ActionProvider {

  @Override
  public ActionType type() {
    return declared();
  }

  static ActionType declared() {
    return Types.aws("Approval", "Manual")
        .optional("NotificationArn", "CustomData", "ExternalEntityLink", "IsSummaryRequired")
        .type();
  }

  @Override
  public AfterInterruption afterInterruption(Request request) {
    return AfterInterruption.REPEAT;
  }

  /** The token is the action execution's id, which is its external id too (reference section 8). */
  @Override
  public ActionOutcome run(Request request, Progress progress) {
    String link = request.configuration().getOrDefault("ExternalEntityLink", "");
    String summary = request.configuration().getOrDefault("CustomData", "");
    return new ActionOutcome.Waiting(
        new ActionOutcome.External(request.actionExecutionId(), summary, link), Optional.empty());
  }
}
