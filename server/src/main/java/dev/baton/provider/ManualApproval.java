package dev.baton.provider;

import dev.baton.format.document.Excerpt;
import dev.baton.model.document.Place;
import dev.baton.model.document.Problem;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.port.ActionProvider;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Waits for a person; the machine keeps the token and the time limit. */
public final class ManualApproval implements ActionProvider {

  private static final Pattern TOPIC =
      Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?");

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

  @Override
  public List<Problem> validate(PipelineDefinition.Action action) {
    return problems(action);
  }

  static List<Problem> problems(PipelineDefinition.Action action) {
    String topic = action.configuration().getOrDefault("NotificationArn", "");
    if (topic.isEmpty() || Variables.in(topic)) {
      return List.of();
    }
    return TOPIC.matcher(topic).matches()
        ? List.of(
            Problem.warning(
                "NotSupported",
                Place.NOWHERE,
                "Action " + action.name() + ": NotificationArn is kept, and nobody is notified"))
        : List.of(
            Problem.error(
                "InvalidActionDeclaration",
                Place.NOWHERE,
                "The ARN "
                    + Excerpt.of(topic)
                    + " you specified for sending notifications for the approval action "
                    + action.name()
                    + " contains a format error."));
  }

  /** The token is the action execution's id, which is its external id too (reference section 8). */
  @Override
  public ActionOutcome run(Request request, Progress progress) {
    String link = request.configuration().getOrDefault("ExternalEntityLink", "");
    String summary = request.configuration().getOrDefault("CustomData", "");
    return new ActionOutcome.Waiting(
        new ActionOutcome.External(request.actionExecutionId(), Outcomes.clipped(summary), link),
        Optional.empty());
  }
}
