package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.baton.scenario.SdkPipelineRefusalsTest.Row;
import dev.baton.usecase.ClientTokens;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.ExecutorType;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.InvalidClientTokenException;
import software.amazon.awssdk.services.codepipeline.model.JobNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ThirdPartyJob;
import software.amazon.awssdk.services.codepipeline.model.ThirdPartyJobDetails;
import software.amazon.awssdk.services.codepipeline.model.ValidationException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** A partner's job worker that is written with AWS's SDK. */
@ExtendWith(SdkServer.class)
final class SdkPartnerJobsTest {

  private static final String ID = "01234567-89ab-cdef-0123-456789abcdef";

  private CodePipelineClient aws;
  private SecretsManagerClient secrets;
  private SdkPipelines pipelines;

  @BeforeEach
  void clients(Sdk sdk) {
    aws = sdk.pipelines;
    secrets = sdk.secrets();
    pipelines = new SdkPipelines(sdk);
  }

  private static ActionTypeDeclaration declaration(String provider, ExecutorType executor) {
    return ActionTypeDeclaration.builder()
        .id(
            id ->
                id.category(ActionCategory.TEST)
                    .owner("ThirdParty")
                    .provider(provider)
                    .version("1"))
        .description("Scans.")
        .executor(
            e ->
                e.type(executor)
                    .configuration(
                        c -> c.jobWorkerExecutorConfiguration(w -> w.pollingAccounts(Sdk.ACCOUNT))))
        .inputArtifactDetails(d -> d.minimumCount(0).maximumCount(1))
        .outputArtifactDetails(d -> d.minimumCount(0).maximumCount(0))
        .build();
  }

  private static ActionTypeId type(String provider) {
    return SdkPipelines.type("Test", "ThirdParty", provider);
  }

  /** Makes a type and a pipeline with an action of it; gives the execution that starts. */
  private String started(String provider) {
    aws.updateActionType(r -> r.actionType(declaration(provider, ExecutorType.JOB_WORKER)));
    ActionDeclaration scan =
        ActionDeclaration.builder()
            .name("All")
            .actionTypeId(type(provider))
            .inputArtifacts(InputArtifact.builder().name("App").build())
            .build();
    return pipelines.created(SdkPipelines.of(provider, SdkPipelines.stage("Scan", scan)));
  }

  private ThirdPartyJob polled(String provider) {
    return Sdk.until(
            () -> aws.pollForThirdPartyJobs(r -> r.actionTypeId(type(provider))),
            answer -> !answer.jobs().isEmpty())
        .jobs()
        .getFirst();
  }

  private String token(ThirdPartyJob job) {
    return secrets
        .getSecretValue(r -> r.secretId(ClientTokens.secretOf(job.clientId())))
        .secretString();
  }

  private void take(ThirdPartyJob job, String token) {
    ThirdPartyJobDetails details =
        aws.getThirdPartyJobDetails(r -> r.jobId(job.jobId()).clientToken(token)).jobDetails();
    assertThat(details.data().inputArtifacts()).hasSize(1);
    assertThat(
            aws.acknowledgeThirdPartyJob(
                    r -> r.jobId(job.jobId()).nonce(details.nonce()).clientToken(token))
                .status())
        .isEqualTo(JobStatus.IN_PROGRESS);
  }

  @Test
  @Answers({
    "UpdateActionType",
    "GetActionType",
    "PollForThirdPartyJobs",
    "GetThirdPartyJobDetails",
    "AcknowledgeThirdPartyJob",
    "PutThirdPartyJobSuccessResult"
  })
  @Refuses("GetThirdPartyJobDetails")
  void aPartnersWorkerDoesAnAction() {
    String id = started("Scanner");
    assertThat(
            aws.getActionType(
                    r ->
                        r.category(ActionCategory.TEST)
                            .owner("ThirdParty")
                            .provider("Scanner")
                            .version("1"))
                .actionType())
        .usingRecursiveComparison()
        .ignoringFields("urls", "properties")
        .isEqualTo(declaration("Scanner", ExecutorType.JOB_WORKER));
    ThirdPartyJob job = polled("Scanner");
    assertThatExceptionOfType(InvalidClientTokenException.class)
        .isThrownBy(
            () -> aws.getThirdPartyJobDetails(r -> r.jobId(job.jobId()).clientToken("guessed")));
    String token = token(job);
    take(job, token);
    aws.putThirdPartyJobSuccessResult(r -> r.jobId(job.jobId()).clientToken(token));
    pipelines.ended("Scanner", id, PipelineExecutionStatus.SUCCEEDED);
  }

  @Test
  @Answers("PutThirdPartyJobFailureResult")
  void aPartnersWorkerFailsAnAction() {
    String id = started("Prober");
    ThirdPartyJob job = polled("Prober");
    String token = token(job);
    take(job, token);
    aws.putThirdPartyJobFailureResult(
        r ->
            r.jobId(job.jobId())
                .clientToken(token)
                .failureDetails(f -> f.type(FailureType.JOB_FAILED).message("unclean")));
    pipelines.ended("Prober", id, PipelineExecutionStatus.FAILED);
  }

  /** What each operation refuses. */
  static List<Row> refusals() {
    return List.of(
        new Row(
            "UpdateActionType",
            ValidationException.class,
            aws ->
                aws.updateActionType(r -> r.actionType(declaration("None", ExecutorType.LAMBDA)))),
        new Row(
            "GetActionType",
            ActionTypeNotFoundException.class,
            aws ->
                aws.getActionType(
                    r ->
                        r.category(ActionCategory.BUILD)
                            .owner("AWS")
                            .provider("CodeBuild")
                            .version("1"))),
        new Row(
            "PollForThirdPartyJobs",
            ActionTypeNotFoundException.class,
            aws -> aws.pollForThirdPartyJobs(r -> r.actionTypeId(type("None")))),
        new Row(
            "GetThirdPartyJobDetails",
            JobNotFoundException.class,
            aws -> aws.getThirdPartyJobDetails(r -> r.jobId(ID).clientToken("t"))),
        new Row(
            "AcknowledgeThirdPartyJob",
            JobNotFoundException.class,
            aws -> aws.acknowledgeThirdPartyJob(r -> r.jobId(ID).nonce("n").clientToken("t"))),
        new Row(
            "PutThirdPartyJobSuccessResult",
            JobNotFoundException.class,
            aws -> aws.putThirdPartyJobSuccessResult(r -> r.jobId(ID).clientToken("t"))),
        new Row(
            "PutThirdPartyJobFailureResult",
            JobNotFoundException.class,
            aws ->
                aws.putThirdPartyJobFailureResult(
                    r ->
                        r.jobId(ID)
                            .clientToken("t")
                            .failureDetails(f -> f.type(FailureType.JOB_FAILED).message("m")))));
  }
}
