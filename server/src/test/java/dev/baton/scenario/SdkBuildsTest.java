package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.ExportedEnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.InvalidInputException;
import software.amazon.awssdk.services.codebuild.model.ProjectSortByType;
import software.amazon.awssdk.services.codebuild.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codebuild.model.SortOrderType;
import software.amazon.awssdk.services.codebuild.model.StartBuildResponse;
import software.amazon.awssdk.services.codebuild.model.StatusType;
import software.amazon.awssdk.services.codebuild.model.Tag;

/** Projects and their builds, through AWS's SDK and over HTTP. */
@ExtendWith(SdkServer.class)
final class SdkBuildsTest {

  private CodeBuildClient aws;
  private SdkBuilds builds;

  @BeforeEach
  void clients(Sdk sdk) {
    aws = sdk.builds;
    builds = new SdkBuilds(sdk);
  }

  @Test
  @Answers({"CreateProject", "UpdateProject", "BatchGetProjects", "ListProjects", "DeleteProject"})
  void aProjectIsKept() {
    builds.create("kept", "true");
    aws.updateProject(r -> r.name("kept").description("second"));
    var found = aws.batchGetProjects(r -> r.names("kept", "none"));
    assertThat(found.projects().getFirst().description()).isEqualTo("second");
    assertThat(found.projectsNotFound()).containsExactly("none");
    assertThat(names()).contains("kept");
    aws.deleteProject(r -> r.name("kept"));
    assertThat(names()).doesNotContain("kept");
  }

  private List<String> names() {
    return aws
        .listProjectsPaginator(
            r -> r.sortBy(ProjectSortByType.CREATED_TIME).sortOrder(SortOrderType.DESCENDING))
        .projects()
        .stream()
        .toList();
  }

  @Test
  @Answers({"StartBuild", "BatchGetBuilds"})
  void aBuildSaysWhatItDidAndWhereItsLogIs(Sdk sdk) {
    builds.create("whole", "echo hello; export ANSWER=$((6 * 7))");
    String id = builds.start("whole");
    Build build = builds.ended(id, StatusType.SUCCEEDED);
    assertThat(build.buildNumber()).isEqualTo(1);
    assertThat(build.phases())
        .extracting(BuildPhase::phaseType)
        .startsWith(BuildPhaseType.SUBMITTED, BuildPhaseType.QUEUED)
        .endsWith(BuildPhaseType.FINALIZING, BuildPhaseType.COMPLETED);
    assertThat(build.exportedEnvironmentVariables())
        .extracting(ExportedEnvironmentVariable::value)
        .containsExactly("42");
    try (CloudWatchLogsClient logs = sdk.logs()) {
      assertThat(
              logs.getLogEvents(
                      r ->
                          r.logGroupName(build.logs().groupName())
                              .logStreamName(build.logs().streamName())
                              .startFromHead(true))
                  .events())
          .extracting(OutputLogEvent::message)
          .anyMatch(line -> line.trim().equals("hello"));
    }
  }

  @Test
  @Answers({"RetryBuild", "ListBuilds", "ListBuildsForProject"})
  @Refuses("RetryBuild")
  void aBuildThatFailedIsRetriedAndARunningOneIsNot() {
    builds.create("again", "exit 3");
    String first = builds.start("again");
    builds.ended(first, StatusType.FAILED);
    String second = aws.retryBuild(r -> r.id(first)).build().id();
    builds.ended(second, StatusType.FAILED);
    assertThat(aws.listBuildsForProject(r -> r.projectName("again")).ids())
        .containsExactly(second, first);
    assertThat(
            aws.listBuildsForProject(r -> r.projectName("again").sortOrder(SortOrderType.ASCENDING))
                .ids())
        .containsExactly(first, second);
    assertThat(aws.listBuildsPaginator().ids()).contains(first, second);
    builds.create("runs", "sleep 600");
    String running = builds.start("runs");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> aws.retryBuild(r -> r.id(running)));
    aws.stopBuild(r -> r.id(running));
  }

  @Test
  @Answers("StartBuild")
  @Refuses("StartBuild")
  void aBuildIsDoneAsItsStartOverridesTheProject() {
    builds.create("overridden", "exit 3");
    String id =
        aws.startBuild(
                r ->
                    r.projectName("overridden")
                        .buildspecOverride(
                            "{version: 0.2, env: {exported-variables: [ANSWER]}, phases: {build:"
                                + " {commands: [export ANSWER=$GIVEN]}}}")
                        .environmentVariablesOverride(
                            EnvironmentVariable.builder().name("GIVEN").value("42").build())
                        .imageOverride("other")
                        .timeoutInMinutesOverride(7)
                        .privilegedModeOverride(true))
            .build()
            .id();
    Build build = builds.ended(id, StatusType.SUCCEEDED);
    assertThat(build.timeoutInMinutes()).isEqualTo(7);
    assertThat(build.environment().image()).isEqualTo("other");
    assertThat(build.exportedEnvironmentVariables())
        .extracting(ExportedEnvironmentVariable::value)
        .containsExactly("42");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(
            () -> aws.startBuild(r -> r.projectName("overridden").sourceLocationOverride("/etc")));
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(
            () -> aws.startBuild(r -> r.projectName("overridden").sourceTypeOverride("GITHUB")));
  }

  @Test
  @Answers({"StartBuild", "RetryBuild"})
  @Refuses("StartBuild")
  void aRepeatWithTheSameTokenStartsNothing() {
    builds.create("once", "exit 3");
    String first = once("night").build().id();
    assertThat(once("night").build().id()).isEqualTo(first);
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(
            () ->
                aws.startBuild(
                    r ->
                        r.projectName("once")
                            .idempotencyToken("night")
                            .timeoutInMinutesOverride(9)));
    builds.ended(first, StatusType.FAILED);
    String second = aws.retryBuild(r -> r.id(first).idempotencyToken("night")).build().id();
    assertThat(aws.retryBuild(r -> r.id(first).idempotencyToken("night")).build().id())
        .isEqualTo(second)
        .isNotEqualTo(first);
    String other = once("noon").build().id();
    builds.ended(other, StatusType.FAILED);
    assertThat(aws.listBuildsForProject(r -> r.projectName("once")).ids())
        .containsExactly(other, second, first);
  }

  private StartBuildResponse once(String token) {
    return aws.startBuild(r -> r.projectName("once").idempotencyToken(token));
  }

  @Test
  @Answers({"StopBuild", "BatchDeleteBuilds"})
  void aBuildIsStoppedAndThenDeleted() {
    builds.create("stopped", "sleep 600");
    String id = builds.start("stopped");
    Sdk.until(
        () -> builds.get(id).currentPhase(),
        phase -> BuildPhaseType.BUILD.toString().equals(phase));
    aws.stopBuild(r -> r.id(id));
    builds.ended(id, StatusType.STOPPED);
    assertThat(aws.batchDeleteBuilds(r -> r.ids(id)).buildsDeleted()).hasSize(1);
    assertThat(aws.batchGetBuilds(r -> r.ids(id)).buildsNotFound()).containsExactly(id);
  }

  @Test
  @Answers("UpdateProjectVisibility")
  @Refuses("UpdateProjectVisibility")
  void aProjectStaysPrivate() {
    builds.create("private", "true");
    String arn = "arn:aws:codebuild:us-east-1:000000000000:project/private";
    aws.updateProjectVisibility(r -> r.projectArn(arn).projectVisibility("PRIVATE"));
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(
            () ->
                aws.updateProjectVisibility(
                    r -> r.projectArn(arn).projectVisibility("PUBLIC_READ")));
    assertThat(
            aws.batchGetProjects(r -> r.names("private"))
                .projects()
                .getFirst()
                .projectVisibilityAsString())
        .isEqualTo("PRIVATE");
  }

  @Test
  @Answers({"CreateProject", "StartBuild", "BatchGetBuilds"})
  void aBuildsArtifactIsFoundByItsDigest() {
    aws.createProject(
        SdkBuilds.project("packed", "echo built > out.txt")
            .source(
                s ->
                    s.type("NO_SOURCE")
                        .buildspec(
                            "{version: 0.2, phases: {build: {commands: [echo built > out.txt]}},"
                                + " artifacts: {files: [out.txt]}}"))
            .artifacts(a -> a.type("S3").location("built").name("out.zip").packaging("ZIP"))
            .build());
    Build build = builds.ended(builds.start("packed"), StatusType.SUCCEEDED);
    assertThat(build.artifacts().location()).isEqualTo("arn:aws:s3:::built/out.zip");
    assertThat(build.artifacts().sha256sum()).matches("[0-9a-f]{64}");
    assertThat(build.phases())
        .filteredOn(phase -> phase.phaseType() != BuildPhaseType.COMPLETED)
        .allMatch(phase -> phase.durationInSeconds() != null && phase.endTime() != null);
  }

  @Test
  @Answers("InvalidateProjectCache")
  void aCacheIsInvalidated() {
    builds.create("cached", "true");
    assertThat(aws.invalidateProjectCache(r -> r.projectName("cached")).sdkHttpResponse())
        .matches(answer -> answer.isSuccessful());
  }

  @Test
  @Answers("ListCuratedEnvironmentImages")
  void theImagesAreListed() {
    assertThat(aws.listCuratedEnvironmentImages(_ -> {}).platforms()).isNotEmpty();
  }

  @Test
  @Answers({"PutResourcePolicy", "GetResourcePolicy", "DeleteResourcePolicy"})
  @Refuses("GetResourcePolicy")
  void aPolicyIsKeptUntilItIsDeleted() {
    builds.create("policed", "true");
    String arn = "arn:aws:codebuild:us-east-1:000000000000:project/policed";
    String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
    aws.putResourcePolicy(r -> r.resourceArn(arn).policy(policy));
    assertThat(aws.getResourcePolicy(r -> r.resourceArn(arn)).policy()).isEqualTo(policy);
    aws.deleteResourcePolicy(r -> r.resourceArn(arn));
    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> aws.getResourcePolicy(r -> r.resourceArn(arn)));
  }

  @Test
  @Answers({"ImportSourceCredentials", "ListSourceCredentials", "DeleteSourceCredentials"})
  void aCredentialIsListedWithoutItsToken() {
    String arn =
        aws.importSourceCredentials(
                r -> r.serverType("GITHUB").authType("PERSONAL_ACCESS_TOKEN").token("hidden"))
            .arn();
    assertThat(aws.listSourceCredentials().toString()).contains(arn).doesNotContain("hidden");
    aws.deleteSourceCredentials(r -> r.arn(arn));
    assertThat(aws.listSourceCredentials().sourceCredentialsInfos()).isEmpty();
  }

  @Test
  @Answers({
    "CreateReportGroup",
    "UpdateReportGroup",
    "BatchGetReportGroups",
    "ListReportGroups",
    "ListReports",
    "ListReportsForReportGroup",
    "BatchGetReports",
    "DeleteReport",
    "DeleteReportGroup"
  })
  void aReportGroupIsKeptUntilItIsDeleted() {
    String arn =
        aws.createReportGroup(
                r -> r.name("unit").type("TEST").exportConfig(e -> e.exportConfigType("NO_EXPORT")))
            .reportGroup()
            .arn();
    aws.updateReportGroup(r -> r.arn(arn).tags(Tag.builder().key("team").value("shop").build()));
    assertThat(
            aws.batchGetReportGroups(r -> r.reportGroupArns(arn)).reportGroups().getFirst().tags())
        .hasSize(1);
    assertThat(aws.listReportGroupsPaginator(_ -> {}).reportGroups()).contains(arn);
    assertThat(aws.listReports(_ -> {}).reports()).isEmpty();
    assertThat(aws.listReportsForReportGroup(r -> r.reportGroupArn(arn)).reports()).isEmpty();
    String report = arn.replace(":report-group/", ":report/") + ":1";
    assertThat(aws.batchGetReports(r -> r.reportArns(report)).reportsNotFound())
        .containsExactly(report);
    aws.deleteReport(r -> r.arn(report));
    aws.deleteReportGroup(r -> r.arn(arn));
    assertThat(aws.listReportGroups(_ -> {}).reportGroups()).doesNotContain(arn);
  }

  @Test
  @Answers({"CreateWebhook", "UpdateWebhook", "DeleteWebhook"})
  void aProjectsWebhookIsKeptUntilItIsDeleted() {
    aws.createProject(
        SdkBuilds.project("hooked", "true")
            .source(s -> s.type("GITHUB").location("https://github.com/a/b.git"))
            .build());
    String first = aws.createWebhook(r -> r.projectName("hooked")).webhook().secret();
    String second =
        aws.updateWebhook(r -> r.projectName("hooked").rotateSecret(true)).webhook().secret();
    assertThat(second).isNotEmpty().isNotEqualTo(first);
    assertThat(webhook()).isPresent();
    aws.deleteWebhook(r -> r.projectName("hooked"));
    assertThat(webhook()).isEmpty();
  }

  private Optional<?> webhook() {
    return Optional.ofNullable(
        aws.batchGetProjects(r -> r.names("hooked")).projects().getFirst().webhook());
  }
}
