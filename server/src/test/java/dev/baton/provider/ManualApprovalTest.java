package dev.baton.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.document.Problem;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.port.ActionProvider.AfterInterruption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An approval waits; the machine does the rest. */
final class ManualApprovalTest {

  private final ManualApproval approval = new ManualApproval();

  @Test
  void itWaitsUnderTheTokenThatAnswersIt() {
    Asked asked =
        Asked.of(approval)
            .id("the-token")
            .with("CustomData", "Look at it first")
            .with("ExternalEntityLink", "https://example.com/review");

    assertThat(approval.run(asked.request(), _ -> {}))
        .isEqualTo(
            new ActionOutcome.Waiting(
                new ActionOutcome.External(
                    "the-token", "Look at it first", "https://example.com/review"),
                Optional.empty()));
  }

  @Test
  void itMayBeAskedAgain() {
    assertThat(approval.afterInterruption(Asked.of(approval).request()))
        .isEqualTo(AfterInterruption.REPEAT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"topic", "arn:aws:sns:eu-west-1:1:t", "arn:aws:sqs:eu-west-1:111122223333:t"})
  void aTopicThatIsNoneIsAnErrorOfTheDefinition(String arn) {
    assertThat(approval.validate(Asked.of(approval).with("NotificationArn", arn).declared()))
        .extracting(Problem::message)
        .containsExactly(
            "The ARN "
                + arn
                + " you specified for sending notifications for the approval action TheAction"
                + " contains a format error.");
  }

  @Test
  void aTopicIsWarnedOfSinceNobodyHearsOfIt() {
    assertThat(
            approval.validate(
                Asked.of(approval)
                    .with("NotificationArn", "arn:aws:sns:eu-west-1:111122223333:approvals")
                    .declared()))
        .singleElement()
        .satisfies(problem -> assertThat(problem.isError()).isFalse());
  }
}
