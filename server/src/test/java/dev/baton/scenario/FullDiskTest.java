package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.format.document.JsonReader;
import dev.baton.model.document.Node;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Security case 22: the disk under the data directory is full, at the start or somewhere on the way
 * of an execution. Whoever waits hears what could not be recorded, where, and what to do; nothing
 * is lost, and {@code resume} goes on once there is room.
 */
@Execution(ExecutionMode.CONCURRENT)
class FullDiskTest {

  private static final String SAYS = "There is no room left for the database @WORLD@/data/";

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 16, 24})
  void an_execution_that_finds_the_disk_full_is_carried_on_by_resume(int room) throws Exception {
    try (World world = World.make()) {
      world.write("def/pipeline.json", pipeline());
      world.write("repo/rev.txt", "r1\n");
      world.commit("first");
      World.Ran created =
          world.baton(
              "pipelines",
              "create",
              "../def/pipeline.json",
              "--source",
              "Src=" + world.path("repo"));
      assertThat(created.exit()).as(created.err()).isZero();

      World.Ran full = onFullDisk(world, room, "start", "demo");

      assertThat(full.exit()).as(full.err() + full.out()).isEqualTo(1);
      assertThat(full.err() + full.out())
          .contains(SAYS.replace("@WORLD@", world.path("").toString()));
      assertThat(world.strays()).as("processes left").isEmpty();
      List<String> left = statuses(world);
      assertThat(left).as("it is as it was, or says why not").isSubsetOf("InProgress", "Failed");
      if (left.contains("InProgress")) {
        assertThat(full.err()).contains("is not recorded").contains("baton resume");
      }

      World.Ran resumed = world.baton("resume");
      assertThat(resumed.exit()).as(resumed.err()).isZero();
      String end = left.contains("InProgress") ? "Succeeded" : "Failed";
      assertThat(statuses(world)).hasSameSizeAs(left).isSubsetOf(end);
      if (left.contains("InProgress")) {
        // What ended and could not be recorded is run once more, as after a kill.
        assertThat(world.journal()).contains("A", "B", "C").hasSizeLessThanOrEqualTo(4);
      }
    }
  }

  @Test
  void an_end_of_a_build_that_cannot_be_recorded_is_told_to_who_waits() throws Exception {
    try (World world = World.make()) {
      world.write("repo/buildspec.yml", BUILDSPEC);
      world.commit("first");
      assertThat(world.baton("builds").exit()).isZero();

      World.Ran full = onFullDisk(world, 12, "build");

      assertThat(full.exit()).as(full.err() + full.out()).isEqualTo(1);
      assertThat(full.err())
          .contains("The end of build repo:")
          .contains(SAYS.replace("@WORLD@", world.path("").toString()))
          .contains("baton resume");
      assertThat(world.strays()).as("processes left").isEmpty();
      assertThat(world.baton("resume").out()).contains("FAULT").contains("Interrupted");
    }
  }

  private static World.Ran onFullDisk(World world, int room, String... words) throws Exception {
    Map<String, String> trial = Map.of("baton.room", String.valueOf(room), "baton.tries", "4");
    return world.start(trial, words).end();
  }

  private static List<String> statuses(World world) throws IOException, InterruptedException {
    String listed = world.baton("executions", "demo", "--output", "json").out();
    Node.ObjectNode root = (Node.ObjectNode) JsonReader.read("", listed).orRefuse().root();
    var executions = (Node.ListNode) root.get("pipelineExecutionSummaries").orElseThrow();
    return executions.values().stream()
        .map(e -> ((Node.ObjectNode) e).get("status").orElseThrow())
        .map(status -> ((Node.Scalar) status).text())
        .toList();
  }

  /** Each export makes the record larger. */
  private static final String BUILDSPEC =
      """
      version: 0.2
      env:
        exported-variables: [LARGE]
      phases:
        build:
          commands:
            - export LARGE=$(head -c 60000 /dev/zero | tr '\\0' x)
      """;

  /** A source, and three commands of which each has a large configuration to be recorded. */
  private static String pipeline() {
    StringBuilder stages = new StringBuilder();
    for (String stage : List.of("A", "B", "C")) {
      stages.append(
          """
          , {"name": "%s", "actions": [{"name": "%s", "runOrder": 1,
              "actionTypeId": {"category": "Compute", "owner": "AWS", "provider": "Commands", "version": "1"},
              "configuration": {}, "commands": ["echo %s >> @WORLD@/journal"%s],
              "inputArtifacts": [{"name": "SrcOut"}], "outputArtifacts": []}]}
          """
              .formatted(stage, stage, stage, (", \": " + "x".repeat(900) + "\"").repeat(30)));
    }
    return """
    {"pipeline": {"name": "demo", "roleArn": "arn:aws:iam::123456789012:role/r", "pipelineType": "V2", "executionMode": "QUEUED",
      "artifactStore": {"type": "S3", "location": "demo-artifacts"}, "version": 1, "stages": [
      {"name": "Source", "actions": [{"name": "Src", "runOrder": 1,
        "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "CodeCommit", "version": "1"},
        "configuration": {"RepositoryName": "demo", "BranchName": "main"}, "inputArtifacts": [], "outputArtifacts": [{"name": "SrcOut"}]}]}
      %s]}}
    """
        .formatted(stages);
  }
}
