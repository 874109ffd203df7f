package dev.baton.api.aws.codepipeline;

import static dev.baton.api.aws.AwsFault.required;

import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import dev.baton.model.job.JobResult;
import dev.baton.usecase.Jobs;
import dev.baton.usecase.PartnerJobs;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeThirdPartyJobRequest;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeThirdPartyJobResponse;
import software.amazon.awssdk.services.codepipeline.model.GetThirdPartyJobDetailsRequest;
import software.amazon.awssdk.services.codepipeline.model.GetThirdPartyJobDetailsResponse;
import software.amazon.awssdk.services.codepipeline.model.PollForThirdPartyJobsRequest;
import software.amazon.awssdk.services.codepipeline.model.PollForThirdPartyJobsResponse;
import software.amazon.awssdk.services.codepipeline.model.PutThirdPartyJobFailureResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutThirdPartyJobFailureResultResponse;
import software.amazon.awssdk.services.codepipeline.model.PutThirdPartyJobSuccessResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutThirdPartyJobSuccessResultResponse;
import software.amazon.awssdk.services.codepipeline.model.ThirdPartyJob;

/** What partners' job workers ask. */
public final class PartnerJobHandlers {

  private final PartnerJobs jobs;

  public PartnerJobHandlers(PartnerJobs jobs) {
    this.jobs = jobs;
  }

  /** Adds the operations. */
  public void addTo(Dispatcher.Builder routes) {
    routes
        .on(PartnerOperations.POLL_FOR_THIRD_PARTY_JOBS, this::poll)
        .on(PartnerOperations.ACKNOWLEDGE_THIRD_PARTY_JOB, this::acknowledge)
        .on(PartnerOperations.GET_THIRD_PARTY_JOB_DETAILS, this::details)
        .on(PartnerOperations.PUT_THIRD_PARTY_JOB_SUCCESS_RESULT, this::succeed)
        .on(PartnerOperations.PUT_THIRD_PARTY_JOB_FAILURE_RESULT, this::fail);
  }

  private PollForThirdPartyJobsResponse poll(Caller caller, PollForThirdPartyJobsRequest request) {
    Integer asked = request.maxBatchSize();
    List<PartnerJobs.Offered> offered =
        jobs.poll(
            caller.account(),
            caller.region(),
            JobHandlers.type(request.actionTypeId()),
            asked == null ? 1 : Math.min(asked, JobHandlers.MOST_AT_ONCE));
    return PollForThirdPartyJobsResponse.builder()
        .jobs(
            offered.stream()
                .map(job -> ThirdPartyJob.builder().clientId(job.clientId()).jobId(job.jobId()))
                .map(ThirdPartyJob.Builder::build)
                .toList())
        .build();
  }

  private AcknowledgeThirdPartyJobResponse acknowledge(
      Caller caller, AcknowledgeThirdPartyJobRequest request) {
    return AcknowledgeThirdPartyJobResponse.builder()
        .status(
            jobs.acknowledge(
                    caller.account(),
                    caller.region(),
                    required(request.jobId(), "jobId"),
                    required(request.nonce(), "nonce"),
                    required(request.clientToken(), "clientToken"))
                .awsName())
        .build();
  }

  private GetThirdPartyJobDetailsResponse details(
      Caller caller, GetThirdPartyJobDetailsRequest request) {
    Jobs.Assigned assigned =
        jobs.details(
            caller.account(),
            caller.region(),
            required(request.jobId(), "jobId"),
            required(request.clientToken(), "clientToken"));
    return GetThirdPartyJobDetailsResponse.builder()
        .jobDetails(JobShapes.partnersDetails(assigned))
        .build();
  }

  /** The model has no output variables for partners' jobs. */
  private PutThirdPartyJobSuccessResultResponse succeed(
      Caller caller, PutThirdPartyJobSuccessResultRequest request) {
    JobResult result =
        JobResults.success(
            request.executionDetails(),
            Map.of(),
            request.continuationToken(),
            request.currentRevision());
    answer(caller, request.jobId(), request.clientToken(), result);
    return PutThirdPartyJobSuccessResultResponse.builder().build();
  }

  private PutThirdPartyJobFailureResultResponse fail(
      Caller caller, PutThirdPartyJobFailureResultRequest request) {
    answer(
        caller,
        request.jobId(),
        request.clientToken(),
        JobResults.failure(request.failureDetails()));
    return PutThirdPartyJobFailureResultResponse.builder().build();
  }

  private void answer(
      Caller caller, @Nullable String jobId, @Nullable String token, JobResult result) {
    jobs.answer(
        caller.account(),
        caller.region(),
        required(jobId, "jobId"),
        required(token, "clientToken"),
        result);
  }
}
