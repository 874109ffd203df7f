package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.CodeBuildException;
import software.amazon.awssdk.services.codebuild.model.InvalidInputException;
import software.amazon.awssdk.services.codebuild.model.ResourceNotFoundException;

/** What each operation of CodeBuild refuses, as the exception that the SDK has for it. */
@ExtendWith(SdkServer.class)
final class SdkBuildRefusalsTest {

  private static final String NONE = "none";
  private static final String BUILD = "none:01234567-89ab-cdef-0123-456789abcdef";
  private static final String ARN = "arn:aws:codebuild:us-east-1:000000000000:";
  private static final List<String> TOO_MANY = Stream.generate(() -> "a").limit(101).toList();

  /**
   * A call that must be refused.
   *
   * @param error the class of the exception, no other and no wider one
   */
  record Row(
      String operation, Class<? extends CodeBuildException> error, Consumer<CodeBuildClient> call) {

    static Row missing(String operation, Consumer<CodeBuildClient> call) {
      return new Row(operation, ResourceNotFoundException.class, call);
    }

    static Row invalid(String operation, Consumer<CodeBuildClient> call) {
      return new Row(operation, InvalidInputException.class, call);
    }

    @Override
    public String toString() {
      return operation + ": " + error.getSimpleName();
    }
  }

  static Stream<Row> rows() {
    return Stream.of(projects(), builds(), reports(), resources()).flatMap(List::stream);
  }

  private static List<Row> projects() {
    return List.of(
        Row.invalid(
            "CreateProject",
            aws -> aws.createProject(SdkBuilds.project("bad", "true").timeoutInMinutes(1).build())),
        Row.missing("UpdateProject", aws -> aws.updateProject(r -> r.name(NONE).description("d"))),
        Row.invalid("DeleteProject", aws -> aws.deleteProject(_ -> {})),
        Row.invalid("BatchGetProjects", aws -> aws.batchGetProjects(r -> r.names(TOO_MANY))),
        Row.invalid("ListProjects", aws -> aws.listProjects(r -> r.sortBy("COLOUR"))),
        Row.missing(
            "UpdateProjectVisibility",
            aws ->
                aws.updateProjectVisibility(
                    r -> r.projectArn(ARN + "project/none").projectVisibility("PRIVATE"))),
        Row.missing(
            "InvalidateProjectCache", aws -> aws.invalidateProjectCache(r -> r.projectName(NONE))),
        Row.missing("CreateWebhook", aws -> aws.createWebhook(r -> r.projectName(NONE))),
        Row.missing(
            "UpdateWebhook", aws -> aws.updateWebhook(r -> r.projectName(NONE).rotateSecret(true))),
        Row.missing("DeleteWebhook", aws -> aws.deleteWebhook(r -> r.projectName(NONE))));
  }

  private static List<Row> builds() {
    return List.of(
        Row.missing("StartBuild", aws -> aws.startBuild(r -> r.projectName(NONE))),
        Row.missing("StopBuild", aws -> aws.stopBuild(r -> r.id(BUILD))),
        Row.missing("RetryBuild", aws -> aws.retryBuild(r -> r.id(BUILD))),
        Row.invalid("BatchGetBuilds", aws -> aws.batchGetBuilds(r -> r.ids(TOO_MANY))),
        Row.invalid("BatchDeleteBuilds", aws -> aws.batchDeleteBuilds(r -> r.ids(TOO_MANY))),
        Row.invalid("ListBuilds", aws -> aws.listBuilds(r -> r.nextToken("guessed"))),
        Row.missing(
            "ListBuildsForProject", aws -> aws.listBuildsForProject(r -> r.projectName(NONE))));
  }

  private static List<Row> reports() {
    return List.of(
        Row.invalid(
            "CreateReportGroup",
            aws ->
                aws.createReportGroup(
                    r -> r.name("x").type("TEST").exportConfig(e -> e.exportConfigType("S3")))),
        Row.missing(
            "UpdateReportGroup",
            aws -> aws.updateReportGroup(r -> r.arn(ARN + "report-group/none"))),
        Row.invalid("DeleteReportGroup", aws -> aws.deleteReportGroup(r -> r.arn(NONE))),
        Row.invalid(
            "BatchGetReportGroups",
            aws -> aws.batchGetReportGroups(r -> r.reportGroupArns(TOO_MANY))),
        Row.invalid("ListReportGroups", aws -> aws.listReportGroups(r -> r.nextToken("guessed"))),
        Row.invalid("ListReports", aws -> aws.listReports(r -> r.maxResults(101))),
        Row.missing(
            "ListReportsForReportGroup",
            aws -> aws.listReportsForReportGroup(r -> r.reportGroupArn(ARN + "report-group/none"))),
        Row.invalid("BatchGetReports", aws -> aws.batchGetReports(r -> r.reportArns(TOO_MANY))),
        Row.invalid("DeleteReport", aws -> aws.deleteReport(r -> r.arn(NONE))));
  }

  private static List<Row> resources() {
    String arn = ARN + "project/none";
    return List.of(
        Row.missing(
            "PutResourcePolicy",
            aws ->
                aws.putResourcePolicy(
                    r ->
                        r.resourceArn(arn)
                            .policy("{\"Version\":\"2012-10-17\",\"Statement\":[]}"))),
        Row.missing("GetResourcePolicy", aws -> aws.getResourcePolicy(r -> r.resourceArn(arn))),
        Row.invalid(
            "DeleteResourcePolicy", aws -> aws.deleteResourcePolicy(r -> r.resourceArn(NONE))),
        Row.invalid(
            "ImportSourceCredentials",
            aws ->
                aws.importSourceCredentials(
                    r -> r.serverType("GITHUB").authType("OAUTH").token("t"))),
        Row.missing(
            "DeleteSourceCredentials",
            aws -> aws.deleteSourceCredentials(r -> r.arn(ARN + "token/github"))));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void itIsRefusedWithTheModelledException(Row row, Sdk sdk) {
    assertThatExceptionOfType(CodeBuildException.class)
        .isThrownBy(() -> row.call().accept(sdk.builds))
        .isExactlyInstanceOf(row.error());
    sdk.hasSeen(List.of(), List.of(row.operation()));
  }
}
