package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a project's builds take their files from, as somebody at a terminal sees it. */
class SourcesOfBuildsTest {

  private static final String PROJECT =
      """
      {"name": "demo", "serviceRole": "role/demo",
       "source": {"type": "GITHUB", "location": "https://github.com/example-org/demo.git"%s},
       "artifacts": {"type": "NO_ARTIFACTS"},
       "environment": {"type": "LINUX_CONTAINER", "image": "i", "computeType": "BUILD_GENERAL1_SMALL"}%s}
      """;

  private World world;

  @BeforeEach
  void make() throws Exception {
    world = World.make();
    world.write(
        "repo/buildspec.yml",
        """
        version: 0.2
        phases:
          build:
            commands:
              - if [ -n "$CODEBUILD_SRC_DIR_lib" ]; then cat "$CODEBUILD_SRC_DIR_lib/l.txt"; fi
              - ls vendor || true
        """);
    world.commit("first");
    world.git("lib", "init", "-q", "-b", "main");
    world.write("lib/l.txt", "one\n");
    world.git("lib", "add", "-A");
    world.git("lib", "commit", "-q", "-m", "one");
    world.git("lib", "tag", "v1");
    world.write("lib/l.txt", "two\n");
    world.git("lib", "commit", "-q", "-a", "-m", "two");
  }

  @AfterEach
  void close() throws IOException {
    assertThat(world.strays()).as("processes left").isEmpty();
    world.close();
  }

  @Test
  void a_secondary_source_lies_where_its_variable_says_in_the_version_asked_for() throws Exception {
    String secondary =
        ", \"secondarySources\": [{\"type\": \"GITHUB\", \"location\": \"file://@WORLD@/lib\","
            + " \"sourceIdentifier\": \"lib\"}]";
    world.write("def/newest.json", PROJECT.formatted("", secondary));
    world.write(
        "def/tagged.json",
        PROJECT.formatted(
            "",
            secondary
                + ", \"secondarySourceVersions\": [{\"sourceIdentifier\": \"lib\","
                + " \"sourceVersion\": \"v1\"}]"));

    World.Ran newest = world.baton("build", "--project", world.path("def/newest.json").toString());
    World.Ran tagged = world.baton("build", "--project", world.path("def/tagged.json").toString());

    assertThat(newest.exit()).as(newest.out() + newest.err()).isZero();
    assertThat(newest.out().lines()).contains("two").doesNotContain("one");
    assertThat(tagged.out().lines()).contains("one").doesNotContain("two");
  }

  @Test
  void submodules_that_nobody_asked_for_are_spoken_of() throws Exception {
    submodule();
    world.write("def/p.json", PROJECT.formatted("", ""));

    World.Ran ran = world.baton("build", "--project", world.path("def/p.json").toString());

    assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.out()).contains("has submodules (.gitmodules), which come as empty directories");
  }

  @Test
  void submodules_come_when_the_project_says_so() throws Exception {
    submodule();
    world.write(
        "def/p.json",
        PROJECT.formatted(", \"gitSubmodulesConfig\": {\"fetchSubmodules\": true}", ""));

    World.Ran ran = world.baton("build", "--project", world.path("def/p.json").toString());

    assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.out().lines()).contains("l.txt");
    assertThat(ran.out()).doesNotContain("empty directories");
  }

  private void submodule() throws Exception {
    world.git(
        "repo",
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "add",
        "-q",
        world.path("lib").toString(),
        "vendor");
    world.commit("submodule");
    assertThat(Files.exists(world.path("repo/vendor/l.txt"))).isTrue();
  }
}
