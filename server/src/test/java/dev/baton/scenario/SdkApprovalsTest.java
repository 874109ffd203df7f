package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.codepipeline.model.ApprovalAlreadyCompletedException;
import software.amazon.awssdk.services.codepipeline.model.InvalidApprovalTokenException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;

/** A token answers the one question that it was given out for, once. */
@ExtendWith(SdkServer.class)
final class SdkApprovalsTest {

  private Sdk sdk;
  private SdkPipelines pipelines;

  @BeforeEach
  void clients(Sdk given) {
    sdk = given;
    pipelines = new SdkPipelines(given);
  }

  private void put(String pipeline, String token) {
    sdk.pipelines.putApprovalResult(
        r ->
            r.pipelineName(pipeline)
                .stageName("Gate")
                .actionName("Ask")
                .token(token)
                .result(result -> result.status("Approved").summary("because")));
  }

  private void assertNoAnswer(String pipeline, String token) {
    assertThatExceptionOfType(InvalidApprovalTokenException.class)
        .isThrownBy(() -> put(pipeline, token));
  }

  @Test
  void aTokenOfAnotherPipelineAnswersNothing() {
    pipelines.approved("asked-here");
    pipelines.approved("asked-there");
    String here = pipelines.token("asked-here");
    String there = pipelines.token("asked-there");

    assertNoAnswer("asked-here", there);
    assertNoAnswer("asked-there", here);

    assertThat(pipelines.token("asked-here")).isEqualTo(here);
    assertThat(pipelines.token("asked-there")).isEqualTo(there);
  }

  @Test
  void aSecondAnswerIsRefused() {
    String id = pipelines.approved("asked-once");
    String token = pipelines.token("asked-once");
    put("asked-once", token);
    pipelines.ended("asked-once", id, PipelineExecutionStatus.SUCCEEDED);

    assertThatExceptionOfType(ApprovalAlreadyCompletedException.class)
        .isThrownBy(() -> put("asked-once", token));
  }

  @Test
  void aTokenOfAnEarlierExecutionDoesNotAnswerTheNext() {
    String first = pipelines.approved("asked-again");
    String old = pipelines.token("asked-again");
    put("asked-again", old);
    pipelines.ended("asked-again", first, PipelineExecutionStatus.SUCCEEDED);
    sdk.pipelines.startPipelineExecution(r -> r.name("asked-again"));
    String now = Sdk.until(() -> pipelines.token("asked-again"), token -> !token.equals(old));

    assertNoAnswer("asked-again", old);

    assertThat(pipelines.token("asked-again")).isEqualTo(now);
  }

  @Test
  void aTokenOfAnExecutionThatWasStoppedAnswersNothing() {
    String id = pipelines.approved("asked-in-vain");
    String token = pipelines.token("asked-in-vain");
    sdk.pipelines.stopPipelineExecution(
        r -> r.pipelineName("asked-in-vain").pipelineExecutionId(id).abandon(true).reason("no"));
    pipelines.ended("asked-in-vain", id, PipelineExecutionStatus.STOPPED);

    assertThat(catchThrowable(() -> put("asked-in-vain", token)))
        .isInstanceOfAny(
            InvalidApprovalTokenException.class, ApprovalAlreadyCompletedException.class);
  }
}
