package dev.baton.api.aws.codepipeline;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.ArtifactRevision;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.usecase.Jobs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ActionConfiguration;
import software.amazon.awssdk.services.codepipeline.model.ActionContext;
import software.amazon.awssdk.services.codepipeline.model.Artifact;
import software.amazon.awssdk.services.codepipeline.model.Job;
import software.amazon.awssdk.services.codepipeline.model.JobData;
import software.amazon.awssdk.services.codepipeline.model.JobDetails;
import software.amazon.awssdk.services.codepipeline.model.PipelineContext;
import software.amazon.awssdk.services.codepipeline.model.S3ArtifactLocation;
import software.amazon.awssdk.services.codepipeline.model.StageContext;
import software.amazon.awssdk.services.codepipeline.model.ThirdPartyJobData;
import software.amazon.awssdk.services.codepipeline.model.ThirdPartyJobDetails;

/** Jobs as workers see them: their configuration in the clear, as AWS gives it to them. */
final class JobShapes {

  private JobShapes() {}

  static Job job(Jobs.Assigned assigned) {
    return Job.builder()
        .id(assigned.job().id())
        .nonce(assigned.job().nonce())
        .accountId(assigned.job().pipeline().account())
        .data(data(assigned))
        .build();
  }

  static JobDetails details(Jobs.Assigned assigned) {
    return JobDetails.builder()
        .id(assigned.job().id())
        .accountId(assigned.job().pipeline().account())
        .data(data(assigned))
        .build();
  }

  static ThirdPartyJobDetails partnersDetails(Jobs.Assigned assigned) {
    JobData data = data(assigned);
    return ThirdPartyJobDetails.builder()
        .id(assigned.job().id())
        .nonce(assigned.job().nonce())
        .data(
            ThirdPartyJobData.builder()
                .actionTypeId(data.actionTypeId())
                .actionConfiguration(data.actionConfiguration())
                .pipelineContext(data.pipelineContext())
                .inputArtifacts(data.inputArtifacts())
                .outputArtifacts(data.outputArtifacts())
                .continuationToken(data.continuationToken())
                .build())
        .build();
  }

  /** Without artifactCredentials: there is no artifact store yet that would take them. */
  private static JobData data(Jobs.Assigned assigned) {
    ActionRun run = assigned.run();
    return JobData.builder()
        .actionTypeId(ActionShapes.typeId(assigned.job().type()))
        .actionConfiguration(
            ActionConfiguration.builder().configuration(run.resolvedConfiguration()).build())
        .pipelineContext(context(assigned.job().pipeline(), assigned.execution(), run))
        .inputArtifacts(artifacts(run.inputs(), assigned.execution()))
        .outputArtifacts(artifacts(run.outputs(), assigned.execution()))
        .continuationToken(assigned.job().continuation().orElse(null))
        .build();
  }

  private static PipelineContext context(
      PipelineKey pipeline, ExecutionState execution, ActionRun run) {
    return PipelineContext.builder()
        .pipelineName(pipeline.name())
        .pipelineArn(pipeline.arn())
        .pipelineExecutionId(execution.id())
        .stage(StageContext.builder().name(run.stage()).build())
        .action(ActionContext.builder().name(run.action()).actionExecutionId(run.id()).build())
        .build();
  }

  private static List<Artifact> artifacts(
      Map<String, ArtifactLocation> artifacts, ExecutionState execution) {
    return artifacts.entrySet().stream()
        .map(entry -> artifact(entry.getKey(), entry.getValue(), execution))
        .toList();
  }

  private static Artifact artifact(
      String name, ArtifactLocation location, ExecutionState execution) {
    Optional<String> revision =
        execution.revisions().stream()
            .filter(found -> found.artifact().equals(name))
            .map(ArtifactRevision::revisionId)
            .findFirst();
    return Artifact.builder()
        .name(name)
        .revision(revision.orElse(null))
        .location(
            software.amazon.awssdk.services.codepipeline.model.ArtifactLocation.builder()
                .type("S3")
                .s3Location(
                    S3ArtifactLocation.builder()
                        .bucketName(location.bucket())
                        .objectKey(location.key())
                        .build())
                .build())
        .build();
  }
}
