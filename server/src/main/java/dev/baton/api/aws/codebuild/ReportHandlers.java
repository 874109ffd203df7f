package dev.baton.api.aws.codebuild;

import static dev.baton.api.aws.AwsFault.required;

import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import java.util.List;
import software.amazon.awssdk.services.codebuild.model.BatchGetReportsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetReportsResponse;
import software.amazon.awssdk.services.codebuild.model.DeleteReportRequest;
import software.amazon.awssdk.services.codebuild.model.DeleteReportResponse;
import software.amazon.awssdk.services.codebuild.model.ListReportsForReportGroupRequest;
import software.amazon.awssdk.services.codebuild.model.ListReportsForReportGroupResponse;
import software.amazon.awssdk.services.codebuild.model.ListReportsRequest;
import software.amazon.awssdk.services.codebuild.model.ListReportsResponse;

/** Reports: builds make none yet, and so none is found. */
public final class ReportHandlers {

  private final ReportGroupHandlers groups;

  public ReportHandlers(ReportGroupHandlers groups) {
    this.groups = groups;
  }

  /** Adds what only reads. */
  public void addReads(Dispatcher.Builder routes) {
    routes
        .on(
            BuildResourceOperations.LIST_REPORTS,
            (Caller _, ListReportsRequest _) ->
                ListReportsResponse.builder().reports(List.of()).build())
        .on(BuildResourceOperations.LIST_REPORTS_FOR_REPORT_GROUP, this::listForGroup)
        .on(
            BuildResourceOperations.BATCH_GET_REPORTS,
            (Caller _, BatchGetReportsRequest request) ->
                BatchGetReportsResponse.builder()
                    .reports(List.of())
                    .reportsNotFound(request.reportArns())
                    .build());
  }

  /** Adds what changes something. */
  public void addChanges(Dispatcher.Builder routes) {
    routes.on(BuildResourceOperations.DELETE_REPORT, this::delete);
  }

  private ListReportsForReportGroupResponse listForGroup(
      Caller caller, ListReportsForReportGroupRequest request) {
    String group = required(request.reportGroupArn(), "reportGroupArn");
    if (!groups.exists(caller, group)) {
      throw ReportGroupHandlers.notFound(group);
    }
    return ListReportsForReportGroupResponse.builder().reports(List.of()).build();
  }

  /** An unknown report succeeds, as in CodeBuild. */
  private DeleteReportResponse delete(Caller caller, DeleteReportRequest request) {
    String arn = required(request.arn(), "arn");
    String prefix = "arn:aws:codebuild:%s:%s:report/".formatted(caller.region(), caller.account());
    if (!arn.startsWith(prefix)) {
      throw ProjectHandlers.invalid("Invalid report ARN: " + arn);
    }
    return DeleteReportResponse.builder().build();
  }
}
