package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.format.document.JsonReader;
import dev.baton.model.document.Node;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A command that was handed to the owner of the data directory, which dies before it answers. */
@Execution(ExecutionMode.CONCURRENT)
class OwnerDiesTest {

  private static final String APPROVAL =
      """
      {"pipeline": {"name": "demo", "roleArn": "arn:aws:iam::123456789012:role/r", "pipelineType": "V2",
        "artifactStore": {"type": "S3", "location": "demo-artifacts"}, "version": 1, "stages": [
        {"name": "Source", "actions": [{"name": "Src", "runOrder": 1,
          "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "CodeCommit", "version": "1"},
          "configuration": {"RepositoryName": "demo", "BranchName": "main"}, "inputArtifacts": [], "outputArtifacts": [{"name": "SrcOut"}]}]},
        {"name": "Ask", "actions": [{"name": "Ok", "runOrder": 1,
          "actionTypeId": {"category": "Approval", "owner": "AWS", "provider": "Manual", "version": "1"},
          "configuration": {}, "inputArtifacts": [], "outputArtifacts": []}]}]}}
      """;

  @Test
  void a_build_is_neither_lost_nor_begun_twice() throws Exception {
    try (World world = World.make()) {
      world.write(
          "repo/buildspec.yml", "version: 0.2\nphases: {build: {commands: [echo built]}}\n");
      world.write("def/pipeline.json", APPROVAL);
      world.commit("first");
      World.Running owner =
          world.start(
              Map.of("baton.kill", "BUILD_RECORDED/1"),
              "run",
              "../def/pipeline.json",
              "--source",
              "Src=.");
      while (!Files.exists(world.path("data/owner.json"))) {
        assertThat(owner.process().waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
      }

      World.Running build = world.start(Map.of(), "build");
      World.Ran died = owner.end();
      // The build was the owner's first: it left one record, and the repeat of the command found
      // it.
      World.Ran told = build.end();

      assertThat(died.exit()).isEqualTo(137);
      assertThat(told.exit()).as(told.err()).isEqualTo(1);
      assertThat(told.out()).contains("Interrupted");
      String listed = world.baton("builds", "--output", "json").out();
      Node.ObjectNode builds = (Node.ObjectNode) JsonReader.read("", listed).orRefuse().root();
      assertThat(((Node.ListNode) builds.get("builds").orElseThrow()).values()).hasSize(1);
      assertThat(world.strays()).as("processes left").isEmpty();
    }
  }
}
