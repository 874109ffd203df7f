package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.Artifact;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.InvalidJobStateException;
import software.amazon.awssdk.services.codepipeline.model.InvalidNonceException;
import software.amazon.awssdk.services.codepipeline.model.Job;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.Tag;

/** A job worker that is written with AWS's SDK. */
@ExtendWith(SdkServer.class)
final class SdkJobsTest {

  private CodePipelineClient aws;
  private SdkPipelines pipelines;

  @BeforeEach
  void clients(Sdk sdk) {
    aws = sdk.pipelines;
    pipelines = new SdkPipelines(sdk);
  }

  /** Makes a type and a pipeline with an action of it; gives the execution that starts. */
  private String started(String provider) {
    aws.createCustomActionType(
        r ->
            r.category(ActionCategory.BUILD)
                .provider(provider)
                .version("1")
                .inputArtifactDetails(d -> d.minimumCount(0).maximumCount(1))
                .outputArtifactDetails(d -> d.minimumCount(0).maximumCount(1)));
    ActionDeclaration bake =
        ActionDeclaration.builder()
            .name("Bread")
            .actionTypeId(SdkPipelines.type("Build", "Custom", provider))
            .inputArtifacts(InputArtifact.builder().name("App").build())
            .namespace("bread")
            .build();
    return pipelines.created(SdkPipelines.of(provider, SdkPipelines.stage("Bake", bake)));
  }

  private Job taken(String provider) {
    Job job =
        Sdk.until(
                () ->
                    aws.pollForJobs(
                        r -> r.actionTypeId(SdkPipelines.type("Build", "Custom", provider))),
                answer -> !answer.jobs().isEmpty())
            .jobs()
            .getFirst();
    assertThat(aws.acknowledgeJob(r -> r.jobId(job.id()).nonce(job.nonce())).status())
        .isEqualTo(JobStatus.IN_PROGRESS);
    return job;
  }

  @Test
  @Answers({
    "CreateCustomActionType",
    "PollForJobs",
    "AcknowledgeJob",
    "GetJobDetails",
    "PutJobSuccessResult"
  })
  @Refuses({"AcknowledgeJob", "PutJobFailureResult"})
  void aWorkerDoesAnAction() {
    String id = started("Oven");
    Job job = taken("Oven");
    assertThatExceptionOfType(InvalidNonceException.class)
        .isThrownBy(() -> aws.acknowledgeJob(r -> r.jobId(job.id()).nonce("another")));
    assertThat(aws.getJobDetails(r -> r.jobId(job.id())).jobDetails().data().inputArtifacts())
        .extracting(Artifact::name)
        .containsExactly("App");
    aws.putJobSuccessResult(r -> r.jobId(job.id()).outputVariables(Map.of("Loaves", "12")));
    pipelines.ended("Oven", id, PipelineExecutionStatus.SUCCEEDED);
    assertThatExceptionOfType(InvalidJobStateException.class).isThrownBy(() -> fail(job));
    assertThat(
            aws.listActionExecutions(r -> r.pipelineName("Oven"))
                .actionExecutionDetails()
                .getFirst()
                .output()
                .outputVariables())
        .containsEntry("Loaves", "12");
  }

  private void fail(Job job) {
    aws.putJobFailureResult(
        r ->
            r.jobId(job.id()).failureDetails(f -> f.type(FailureType.JOB_FAILED).message("burnt")));
  }

  @Test
  @Answers("PutJobFailureResult")
  @Refuses("PutJobSuccessResult")
  void aWorkerFailsAnAction() {
    String id = started("Stove");
    Job job = taken("Stove");
    fail(job);
    pipelines.ended("Stove", id, PipelineExecutionStatus.FAILED);
    assertThatExceptionOfType(InvalidJobStateException.class)
        .isThrownBy(() -> aws.putJobSuccessResult(r -> r.jobId(job.id())));
  }

  @Test
  @Answers({"TagResource", "UntagResource", "ListTagsForResource"})
  @Refuses("ListTagsForResource")
  void aTypesTagsGoWithIt() {
    String arn = "arn:aws:codepipeline:us-east-1:000000000000:actiontype:Custom/Test/Taster/1";
    Tag team = Tag.builder().key("team").value("bakery").build();
    Tag shift = Tag.builder().key("shift").value("night").build();
    aws.createCustomActionType(
        r ->
            r.category(ActionCategory.TEST)
                .provider("Taster")
                .version("1")
                .inputArtifactDetails(d -> d.minimumCount(0).maximumCount(1))
                .outputArtifactDetails(d -> d.minimumCount(0).maximumCount(1))
                .tags(team));
    aws.tagResource(r -> r.resourceArn(arn).tags(shift));
    aws.untagResource(r -> r.resourceArn(arn).tagKeys("team"));
    assertThat(aws.listTagsForResource(r -> r.resourceArn(arn)).tags()).containsExactly(shift);
    aws.deleteCustomActionType(
        r -> r.category(ActionCategory.TEST).provider("Taster").version("1"));
    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> aws.listTagsForResource(r -> r.resourceArn(arn)));
  }

  @Test
  @Answers("DeleteCustomActionType")
  @Refuses("PollForJobs")
  void nobodyPollsForATypeThatIsDeleted() {
    ActionTypeId type = SdkPipelines.type("Build", "Custom", "Kiln");
    started("Kiln");
    aws.deleteCustomActionType(r -> r.category(ActionCategory.BUILD).provider("Kiln").version("1"));
    assertThatExceptionOfType(ActionTypeNotFoundException.class)
        .isThrownBy(() -> aws.pollForJobs(r -> r.actionTypeId(type)));
  }
}
