package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.adapter.jdbc.Database;
import dev.baton.adapter.jdbc.JdbcExecutionStore;
import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.ActionStatus;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.ExecutionStatus;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ExecutionStore;
import dev.baton.port.Waypoint;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Security case 22: a real Baton process is killed with -9 at every named point of the way, the
 * next process too, which takes over; then while commands run as actions; and at random moments: 52
 * kills at named points and some at random ones. Afterwards {@code resume} brings every execution
 * to rest, and the account is right: nothing lost, nothing hung, nothing done twice without a
 * record of it, no process and no workspace left.
 */
@Execution(ExecutionMode.CONCURRENT)
class KillTest {

  private static final int RANDOM_KILLS = 8;
  private static final int KILLED = 137;
  private static final PipelineKey PIPELINE_KEY =
      new PipelineKey("000000000000", "us-east-1", "demo");

  @ParameterizedTest
  @EnumSource(Waypoint.class)
  void at_a_named_point_and_again_while_another_run_takes_over(Waypoint point) throws Exception {
    try (World world = scene()) {
      Map<String, String> kill = Map.of("baton.kill", point + "/1");
      int first = world.start(kill, run("pipeline")).end().exit();
      int second = world.start(kill, run("pipeline")).end().exit();

      assertThat(first).as("the process was killed at its first %s", point).isEqualTo(KILLED);
      assertThat(second).as("the next one too").isEqualTo(KILLED);
      accountFor(world, List.of("A", "B"));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Waypoint.class,
      names = {
        "BUILD_RECORDED",
        "WORKSPACE_MADE",
        "SOURCE_DOWNLOADED",
        "PROCESS_STARTED",
        "PROCESS_RECORDED",
        "PROCESS_GONE",
        "LOG_SYNCED",
        "BUILD_COMPLETED"
      })
  void while_commands_run_which_are_run_again(Waypoint point) throws Exception {
    try (World world = scene()) {
      assertThat(killedInCommands(world, point + "/1").status())
          .isEqualTo(ExecutionStatus.SUCCEEDED);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Waypoint.class,
      names = {
        "BUILD_RECORDED",
        "WORKSPACE_MADE",
        "SOURCE_DOWNLOADED",
        "PROCESS_STARTED",
        "PROCESS_RECORDED",
        "PROCESS_GONE",
        "LOG_SYNCED",
        "BUILD_COMPLETED"
      })
  void while_a_local_command_runs_which_is_not(Waypoint point) throws Exception {
    try (World world = scene()) {
      ExecutionState execution = killedInCommands(world, point + "/2");

      assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
      assertThat(execution.actions().getLast().error().map(ActionRun.Failure::code))
          .contains("Interrupted");
      assertThat(world.journal()).filteredOn(line -> line.endsWith(" L")).hasSizeLessThan(2);
    }
  }

  /** The first build is the commands', the second the local command's. */
  private static ExecutionState killedInCommands(World world, String kill) throws Exception {
    int exit = world.start(Map.of("baton.kill", kill), run("commands")).end().exit();
    assertThat(exit).as("the process was killed at %s", kill).isEqualTo(KILLED);
    return accountFor(world, List.of("C", "L")).getFirst();
  }

  static Stream<Long> moments() {
    return new Random(4711).longs(RANDOM_KILLS, 300, 3_000).boxed();
  }

  @ParameterizedTest
  @MethodSource("moments")
  void at_a_random_moment(long millis) throws Exception {
    try (World world = scene()) {
      World.Running running = world.start(Map.of(), run("pipeline"));
      running.process().waitFor(millis, TimeUnit.MILLISECONDS);
      running.kill();

      accountFor(world, List.of("A", "B"));
    }
  }

  private static String[] run(String file) {
    return new String[] {
      "run", "../def/" + file + ".json", "--source", "Src=.", "--output", "json"
    };
  }

  /** All executions, after each was found to be right. */
  private static List<ExecutionState> accountFor(World world, List<String> acting)
      throws IOException, InterruptedException {
    World.Ran resumed = world.baton("resume", "--output", "json");
    assertThat(resumed.exit()).as(resumed.err()).isIn(0, 1);
    Set<String> journalled = new HashSet<>();
    world.journal().forEach(line -> journalled.add(line.split(" ")[0]));
    List<ExecutionState> executions = executions(world);
    assertThat(executions.stream().map(ExecutionState::id))
        .as("every execution that has acted is listed")
        .containsAll(journalled);
    for (ExecutionState execution : executions) {
      accountFor(world, execution, acting);
    }
    assertThat(world.strays()).as("processes left").isEmpty();
    assertThat(world.workspaces()).as("workspaces left").isEmpty();
    return executions;
  }

  private static void accountFor(World world, ExecutionState execution, List<String> acting)
      throws IOException {
    assertThat(execution.status().isTerminal()).as("%s rests", execution).isTrue();
    for (String action : acting) {
      long runs = execution.actions().stream().filter(a -> a.action().equals(action)).count();
      long lines = world.journal().stream().filter((execution.id() + " " + action)::equals).count();
      assertThat(lines)
          .as("%s of %s acted as often as it is recorded", action, execution.id())
          .isLessThanOrEqualTo(runs);
      if (execution.status() == ExecutionStatus.SUCCEEDED) {
        assertThat(lines).as("%s of %s acted", action, execution.id()).isPositive();
      }
    }
    assertThat(execution.actions().stream().map(ActionRun::status))
        .as("actions of %s", execution.id())
        .doesNotContain(ActionStatus.IN_PROGRESS);
  }

  /** As the store has them: a process for each look would take longer than the kills. */
  private static List<ExecutionState> executions(World world) {
    Optional<Database> opened = Database.openForReading(world.path("data/baton.db"));
    if (opened.isEmpty()) {
      return List.of();
    }
    try (Database database = opened.get()) {
      ExecutionStore store = new JdbcExecutionStore(database, InstantSource.system());
      return store.executions(PIPELINE_KEY, Long.MAX_VALUE, 100).stream()
          .map(listed -> store.execution(PIPELINE_KEY, listed.summary().id()).orElseThrow())
          .toList();
    }
  }

  private static World scene() throws IOException, InterruptedException {
    World world = World.make();
    world.write("repo/rev.txt", "r1\n");
    world.commit("first");
    for (String action : List.of("A", "B")) {
      world.write("def/projects/p-" + action + ".json", project(action));
    }
    world.write("def/pipeline.json", PIPELINE);
    world.write("def/commands.json", COMMANDS);
    return world;
  }

  private static String project(String action) {
    String buildspec =
        """
        version: 0.2
        phases:
          build:
            commands:
              - touch made-by-build
              - echo "$X %s" >> @WORLD@/journal
              - echo made by %s > made.txt
          post_build:
            commands:
              - echo done
        artifacts:
          files: [made.txt]
        """
            .formatted(action, action)
            .replace("\"", "\\\"")
            .replace("\n", "\\n");
    return """
    {"name": "p-%s", "serviceRole": "arn:aws:iam::123456789012:role/r",
     "source": {"type": "CODEPIPELINE", "buildspec": "%s"}, "artifacts": {"type": "CODEPIPELINE"},
     "environment": {"type": "LINUX_CONTAINER", "image": "aws/codebuild/standard:7.0", "computeType": "BUILD_GENERAL1_SMALL"}}
    """
        .formatted(action, buildspec);
  }

  private static final String PIPELINE =
      """
      {"pipeline": {"name": "demo", "roleArn": "arn:aws:iam::123456789012:role/r", "pipelineType": "V2", "executionMode": "QUEUED",
        "artifactStore": {"type": "S3", "location": "demo-artifacts"}, "version": 1, "stages": [
        {"name": "Source", "actions": [{"name": "Src", "runOrder": 1,
          "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "CodeCommit", "version": "1"},
          "configuration": {"RepositoryName": "demo", "BranchName": "main"}, "inputArtifacts": [], "outputArtifacts": [{"name": "SrcOut"}]}]},
        {"name": "Build", "actions": [
          {"name": "A", "runOrder": 1, "actionTypeId": {"category": "Build", "owner": "AWS", "provider": "CodeBuild", "version": "1"},
           "configuration": {"ProjectName": "p-A", "EnvironmentVariables": "[{\\"name\\":\\"X\\",\\"value\\":\\"#{codepipeline.PipelineExecutionId}\\"}]"},
           "inputArtifacts": [{"name": "SrcOut"}], "outputArtifacts": [{"name": "AOut"}]},
          {"name": "B", "runOrder": 2, "actionTypeId": {"category": "Build", "owner": "AWS", "provider": "CodeBuild", "version": "1"},
           "configuration": {"ProjectName": "p-B", "EnvironmentVariables": "[{\\"name\\":\\"X\\",\\"value\\":\\"#{codepipeline.PipelineExecutionId}\\"}]"},
           "inputArtifacts": [{"name": "AOut"}], "outputArtifacts": [{"name": "BOut"}]}]},
        {"name": "Deploy", "actions": [{"name": "D", "runOrder": 1,
          "actionTypeId": {"category": "Deploy", "owner": "AWS", "provider": "S3", "version": "1"},
          "configuration": {"BucketName": "site", "Extract": "true"}, "inputArtifacts": [{"name": "BOut"}], "outputArtifacts": []}]}]}}
      """;

  private static final String COMMANDS =
      """
      {"pipeline": {"name": "demo", "roleArn": "arn:aws:iam::123456789012:role/r", "pipelineType": "V2", "executionMode": "QUEUED",
        "artifactStore": {"type": "S3", "location": "demo-artifacts"}, "version": 1, "stages": [
        {"name": "Source", "actions": [{"name": "Src", "runOrder": 1,
          "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "CodeCommit", "version": "1"},
          "configuration": {"RepositoryName": "demo", "BranchName": "main"}, "inputArtifacts": [], "outputArtifacts": [{"name": "SrcOut"}]}]},
        {"name": "Work", "actions": [
          {"name": "C", "runOrder": 1, "actionTypeId": {"category": "Compute", "owner": "AWS", "provider": "Commands", "version": "1"},
           "configuration": {}, "commands": ["touch made-by-build", "echo #{codepipeline.PipelineExecutionId} C >> @WORLD@/journal"],
           "inputArtifacts": [{"name": "SrcOut"}], "outputArtifacts": []},
          {"name": "L", "runOrder": 2, "actionTypeId": {"category": "Invoke", "owner": "Custom", "provider": "LocalCommand", "version": "1"},
           "configuration": {"Command": "[\\"sh\\", \\"-c\\", \\"touch made-by-build; echo #{codepipeline.PipelineExecutionId} L >> @WORLD@/journal\\"]"},
           "inputArtifacts": [{"name": "SrcOut"}], "outputArtifacts": []}]}]}}
      """;
}
