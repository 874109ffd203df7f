package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.format.document.JsonReader;
import dev.baton.model.document.Node;
import dev.baton.port.Waypoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
 * Security case 22: a real Baton process is killed with -9 at every named point of the way, at its
 * first and a later passing, and at random moments. Afterwards {@code resume} brings every
 * execution to rest, and the account is right: nothing lost, nothing hung, nothing done twice
 * without a record of it, no process and no workspace left.
 */
@Execution(ExecutionMode.CONCURRENT)
class KillTest {

  private static final int RANDOM_KILLS = 16;
  private static final int KILLED = 137;
  private static final Set<String> FINAL =
      Set.of("Succeeded", "Failed", "Stopped", "Superseded", "Cancelled");

  @ParameterizedTest
  @EnumSource(Waypoint.class)
  void at_a_named_point_and_again_while_resuming(Waypoint point) throws Exception {
    try (World world = scene()) {
      int first = world.start(Map.of("baton.kill", point + "/1"), run()).end().exit();
      int second =
          world
              .start(Map.of("baton.kill", point + "/3"), "resume", "--output", "json")
              .end()
              .exit();

      assertThat(first).as("the process was killed at its first %s", point).isEqualTo(KILLED);
      assertThat(second).isIn(0, 1, KILLED);
      accountFor(world);
    }
  }

  static Stream<Long> moments() {
    return new Random(4711).longs(RANDOM_KILLS, 300, 3_000).boxed();
  }

  @ParameterizedTest
  @MethodSource("moments")
  void at_a_random_moment(long millis) throws Exception {
    try (World world = scene()) {
      World.Running running = world.start(Map.of(), run());
      running.process().waitFor(millis, TimeUnit.MILLISECONDS);
      running.kill();

      accountFor(world);
    }
  }

  private static String[] run() {
    return new String[] {"run", "../def/pipeline.json", "--source", "Src=.", "--output", "json"};
  }

  private static void accountFor(World world) throws IOException, InterruptedException {
    World.Ran resumed = world.baton("resume", "--output", "json");
    assertThat(resumed.exit()).as(resumed.err()).isIn(0, 1);
    Set<String> journalled = new HashSet<>();
    world.journal().forEach(line -> journalled.add(line.split(" ")[0]));
    List<Node.ObjectNode> executions = executions(world);
    assertThat(executions.stream().map(e -> text(e, "pipelineExecutionId")))
        .as("every execution that has acted is listed")
        .containsAll(journalled);
    for (Node.ObjectNode execution : executions) {
      accountFor(world, text(execution, "pipelineExecutionId"));
    }
    assertThat(world.strays()).as("processes left").isEmpty();
    assertThat(world.workspaces()).as("workspaces left").isEmpty();
  }

  private static void accountFor(World world, String id) throws IOException, InterruptedException {
    Node.ObjectNode shown = object(world.baton("show", id, "--output", "json").out());
    Node.ObjectNode execution = (Node.ObjectNode) shown.get("pipelineExecution").orElseThrow();
    assertThat(text(execution, "status")).as("execution %s rests", id).isIn(FINAL);
    List<Node.ObjectNode> actions = objects(shown, "actionExecutionDetails");
    for (String action : List.of("A", "B")) {
      List<Node.ObjectNode> runs =
          actions.stream().filter(a -> text(a, "actionName").equals(action)).toList();
      long lines = world.journal().stream().filter(line -> line.equals(id + " " + action)).count();
      assertThat(lines)
          .as("%s of %s acted as often as it is recorded", action, id)
          .isLessThanOrEqualTo(runs.size());
      if (text(execution, "status").equals("Succeeded")) {
        assertThat(lines).as("%s of %s acted", action, id).isPositive();
      }
    }
    assertThat(actions.stream().map(a -> text(a, "status")))
        .as("actions of %s", id)
        .doesNotContain("InProgress");
  }

  private static List<Node.ObjectNode> executions(World world)
      throws IOException, InterruptedException {
    World.Ran listed = world.baton("executions", "demo", "--output", "json");
    return listed.exit() == 0
        ? objects(object(listed.out()), "pipelineExecutionSummaries")
        : List.of();
  }

  private static World scene() throws IOException, InterruptedException {
    World world = World.make();
    world.write("repo/rev.txt", "r1\n");
    world.commit("first");
    for (String action : List.of("A", "B")) {
      world.write("def/projects/p-" + action + ".json", project(action));
    }
    world.write("def/pipeline.json", PIPELINE);
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

  private static Node.ObjectNode object(String json) {
    return (Node.ObjectNode) JsonReader.read("", json).orRefuse().root();
  }

  private static List<Node.ObjectNode> objects(Node.ObjectNode parent, String member) {
    List<Node.ObjectNode> objects = new ArrayList<>();
    if (parent.get(member).orElseThrow() instanceof Node.ListNode list) {
      list.values().forEach(value -> objects.add((Node.ObjectNode) value));
    }
    return objects;
  }

  private static String text(Node.ObjectNode object, String member) {
    return object.get(member).map(node -> ((Node.Scalar) node).text()).orElse("");
  }
}
