package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CodeBuild's operations and what they bring about. */
final class ServedBuildsTest {

  private static final String TARGET = "CodeBuild_20161006.";

  @TempDir Path place;
  private Served served;

  @BeforeEach
  void open() {
    served = new Served(place);
  }

  @AfterEach
  void close() {
    served.close();
  }

  private Served.Answer ask(String operation, String request) {
    return served.ask(TARGET + operation, request);
  }

  private void project(String command) {
    ask(
        "CreateProject",
        """
        {'name':'shop','description':'first','serviceRole':'arn:aws:iam::000000000000:role/r',
         'source':{'type':'NO_SOURCE','buildspec':
           '{version: 0.2, env: {exported-variables: [ANSWER]}, phases: {build: {commands: [%s]}}}'},
         'artifacts':{'type':'NO_ARTIFACTS'},
         'environment':{'type':'LINUX_CONTAINER','image':'aws/codebuild/standard:7.0',
           'computeType':'BUILD_GENERAL1_SMALL'}}
        """
            .formatted(command));
  }

  private Served.Answer ended(String id, String status) {
    return served.until(
        TARGET + "BatchGetBuilds",
        "{'ids':['" + id + "']}",
        answer -> answer.text("builds", 0, "buildStatus").equals(status));
  }

  @Test
  void aProjectIsKept() {
    project("true");
    ask("UpdateProject", "{'name':'shop','description':'second'}");
    Served.Answer found = ask("BatchGetProjects", "{'names':['shop','none']}");
    assertThat(found.text("projects", 0, "description")).isEqualTo("second");
    assertThat(found.text("projects", 0, "source", "type")).isEqualTo("NO_SOURCE");
    assertThat(found.text("projectsNotFound", 0)).isEqualTo("none");
    assertThat(ask("ListProjects", "{}").text("projects", 0)).isEqualTo("shop");
    ask("DeleteProject", "{'name':'shop'}");
    assertThat(ask("ListProjects", "{}").list("projects")).isEmpty();
  }

  @Test
  void aBuildRunsItsCommands() {
    project("export ANSWER=$((6 * 7))");
    String id = ask("StartBuild", "{'projectName':'shop'}").text("build", "id");
    assertThat(ended(id, "SUCCEEDED").text("builds", 0, "exportedEnvironmentVariables", 0, "value"))
        .isEqualTo("42");
    assertThat(ask("ListBuilds", "{}").text("ids", 0)).isEqualTo(id);
    assertThat(ask("ListBuildsForProject", "{'projectName':'shop'}").text("ids", 0)).isEqualTo(id);
  }

  @Test
  void aBuildShowsTheEnvironmentAndCacheThatItWasAskedFor() {
    project("true");
    String usual = ask("StartBuild", "{'projectName':'shop'}").text("build", "id");
    ask(
        "UpdateProject",
        """
        {'name':'shop','cache':{'type':'LOCAL','modes':['LOCAL_CUSTOM_CACHE']},
         'environment':{'type':'ARM_CONTAINER','image':'mine:1','privilegedMode':true,
           'computeType':'BUILD_GENERAL1_LARGE','imagePullCredentialsType':'SERVICE_ROLE'}}
        """);
    String own = ask("StartBuild", "{'projectName':'shop'}").text("build", "id");
    String overridden =
        ask(
                "StartBuild",
                """
                {'projectName':'shop','computeTypeOverride':'BUILD_GENERAL1_SMALL',
                 'privilegedModeOverride':false,
                 'cacheOverride':{'type':'S3','location':'bucket/prefix'}}
                """)
            .text("build", "id");
    ended(usual, "SUCCEEDED");
    ended(overridden, "SUCCEEDED");
    assertThat(environment(ended(own, "SUCCEEDED")))
        .isEqualTo("ARM_CONTAINER BUILD_GENERAL1_LARGE true SERVICE_ROLE LOCAL LOCAL_CUSTOM_CACHE");
    assertThat(environment(ended(usual, "SUCCEEDED")))
        .isEqualTo("LINUX_CONTAINER BUILD_GENERAL1_SMALL false CODEBUILD NO_CACHE ");
    Served.Answer last = ended(overridden, "SUCCEEDED");
    assertThat(environment(last))
        .isEqualTo("ARM_CONTAINER BUILD_GENERAL1_SMALL false SERVICE_ROLE S3 ");
    assertThat(last.text("builds", 0, "cache", "location")).isEqualTo("bucket/prefix");
  }

  private static String environment(Served.Answer found) {
    return String.join(
        " ",
        found.text("builds", 0, "environment", "type"),
        found.text("builds", 0, "environment", "computeType"),
        found.text("builds", 0, "environment", "privilegedMode"),
        found.text("builds", 0, "environment", "imagePullCredentialsType"),
        found.text("builds", 0, "cache", "type"),
        found.text("builds", 0, "cache", "modes", 0));
  }

  @Test
  void aBuildIsRetried() {
    project("exit 3");
    String id = ask("StartBuild", "{'projectName':'shop'}").text("build", "id");
    ended(id, "FAILED");
    String again = ask("RetryBuild", "{'id':'" + id + "'}").text("build", "id");
    ended(again, "FAILED");
    assertThat(ask("ListBuilds", "{}").list("ids")).hasSize(2);
  }

  @Test
  void aRunningBuildIsStopped() {
    project("sleep 600");
    String id = ask("StartBuild", "{'projectName':'shop'}").text("build", "id");
    served.until(
        TARGET + "BatchGetBuilds",
        "{'ids':['" + id + "']}",
        answer -> answer.text("builds", 0, "currentPhase").equals("BUILD"));
    ask("StopBuild", "{'id':'" + id + "'}");
    ended(id, "STOPPED");
  }
}
