package dev.baton.api.aws.codepipeline;

import static dev.baton.api.aws.AwsFault.required;

import dev.baton.api.aws.AwsFault;
import dev.baton.model.execution.ActionOutcome.External;
import dev.baton.model.job.JobResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.CurrentRevision;
import software.amazon.awssdk.services.codepipeline.model.ExecutionDetails;
import software.amazon.awssdk.services.codepipeline.model.FailureDetails;

/** What workers answer, read alike for custom and for partners' jobs. */
final class JobResults {

  private JobResults() {}

  static JobResult success(
      @Nullable ExecutionDetails details,
      Map<String, String> outputVariables,
      @Nullable String continuation,
      @Nullable CurrentRevision revision) {
    return new JobResult(
        true,
        external(details),
        "",
        "",
        outputVariables,
        Optional.ofNullable(continuation),
        revisions(revision));
  }

  static JobResult failure(@Nullable FailureDetails failure) {
    if (failure == null) {
      throw missing("failureDetails");
    }
    return new JobResult(
        false,
        new External(text(failure.externalExecutionId()), "", ""),
        required(failure.typeAsString(), "failureDetails.type"),
        required(failure.message(), "failureDetails.message"),
        Map.of(),
        Optional.empty(),
        List.of());
  }

  private static External external(@Nullable ExecutionDetails given) {
    if (given == null) {
      return External.NONE;
    }
    Integer percent = given.percentComplete();
    String summary = text(given.summary());
    String shown = summary.isEmpty() && percent != null ? percent + " %" : summary;
    return new External(text(given.externalExecutionId()), shown, "");
  }

  private static List<JobResult.Revision> revisions(@Nullable CurrentRevision given) {
    return given == null
        ? List.of()
        : List.of(
            new JobResult.Revision(
                required(given.revision(), "currentRevision.revision"),
                required(given.changeIdentifier(), "currentRevision.changeIdentifier"),
                text(given.revisionSummary())));
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given;
  }

  static AwsFault missing(String member) {
    return AwsFault.validation(
        "1 validation error detected: Value at '"
            + member
            + "' failed to satisfy constraint: Member must not be null");
  }
}
