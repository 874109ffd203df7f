package dev.baton.api.aws.codepipeline;

import static dev.baton.api.aws.AwsFault.required;

import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import dev.baton.model.job.JobResult;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.usecase.Jobs;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeJobRequest;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeJobResponse;
import software.amazon.awssdk.services.codepipeline.model.GetJobDetailsRequest;
import software.amazon.awssdk.services.codepipeline.model.GetJobDetailsResponse;
import software.amazon.awssdk.services.codepipeline.model.PollForJobsRequest;
import software.amazon.awssdk.services.codepipeline.model.PollForJobsResponse;
import software.amazon.awssdk.services.codepipeline.model.PutJobFailureResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutJobFailureResultResponse;
import software.amazon.awssdk.services.codepipeline.model.PutJobSuccessResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutJobSuccessResultResponse;

/** What job workers ask. */
public final class JobHandlers {

  static final int MOST_AT_ONCE = 100;

  private final Jobs jobs;

  public JobHandlers(Jobs jobs) {
    this.jobs = jobs;
  }

  /** Adds the operations. */
  public void addTo(Dispatcher.Builder routes) {
    routes
        .on(JobOperations.POLL_FOR_JOBS, this::poll)
        .on(JobOperations.ACKNOWLEDGE_JOB, this::acknowledge)
        .on(JobOperations.GET_JOB_DETAILS, this::details)
        .on(JobOperations.PUT_JOB_SUCCESS_RESULT, this::succeed)
        .on(JobOperations.PUT_JOB_FAILURE_RESULT, this::fail);
  }

  private PollForJobsResponse poll(Caller caller, PollForJobsRequest request) {
    Integer asked = request.maxBatchSize();
    List<Jobs.Assigned> assigned =
        jobs.poll(
            caller.account(),
            caller.region(),
            type(request.actionTypeId()),
            request.hasQueryParam() ? request.queryParam() : Map.of(),
            asked == null ? 1 : Math.min(asked, MOST_AT_ONCE));
    return PollForJobsResponse.builder()
        .jobs(assigned.stream().map(JobShapes::job).toList())
        .build();
  }

  static ActionTypeId type(
      software.amazon.awssdk.services.codepipeline.model.@Nullable ActionTypeId given) {
    if (given == null) {
      throw JobResults.missing("actionTypeId");
    }
    return new ActionTypeId(
        required(given.categoryAsString(), "actionTypeId.category"),
        required(given.ownerAsString(), "actionTypeId.owner"),
        required(given.provider(), "actionTypeId.provider"),
        required(given.version(), "actionTypeId.version"));
  }

  private AcknowledgeJobResponse acknowledge(Caller caller, AcknowledgeJobRequest request) {
    return AcknowledgeJobResponse.builder()
        .status(
            jobs.acknowledge(
                    caller.account(),
                    caller.region(),
                    required(request.jobId(), "jobId"),
                    required(request.nonce(), "nonce"))
                .awsName())
        .build();
  }

  private GetJobDetailsResponse details(Caller caller, GetJobDetailsRequest request) {
    return GetJobDetailsResponse.builder()
        .jobDetails(
            JobShapes.details(
                jobs.details(
                    caller.account(), caller.region(), required(request.jobId(), "jobId"))))
        .build();
  }

  private PutJobSuccessResultResponse succeed(Caller caller, PutJobSuccessResultRequest request) {
    JobResult result =
        JobResults.success(
            request.executionDetails(),
            request.hasOutputVariables() ? Map.copyOf(request.outputVariables()) : Map.of(),
            request.continuationToken(),
            request.currentRevision());
    jobs.answer(caller.account(), caller.region(), required(request.jobId(), "jobId"), result);
    return PutJobSuccessResultResponse.builder().build();
  }

  private PutJobFailureResultResponse fail(Caller caller, PutJobFailureResultRequest request) {
    JobResult result = JobResults.failure(request.failureDetails());
    jobs.answer(caller.account(), caller.region(), required(request.jobId(), "jobId"), result);
    return PutJobFailureResultResponse.builder().build();
  }
}
