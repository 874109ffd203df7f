package dev.baton.adapter.runner;

import static dev.baton.model.build.PhaseType.BUILD;
import static dev.baton.model.build.PhaseType.POST_BUILD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.adapter.process.ProcessTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing of a build outlives it, whatever holds it together: security.md case 18. */
final class ContainmentTest {

  @TempDir Path temporary;
  private final ProcessTable table = new ProcessTable();
  private final String mark = "mark-" + UUID.randomUUID();

  static List<Containment> containments() throws InterruptedException {
    return Lab.containments();
  }

  @ParameterizedTest
  @MethodSource("containments")
  void aBackgroundProcessDoesNotHoldTheBuild(Containment containment) throws Exception {
    Heard heard =
        Lab.in(temporary, containment)
            .phase(BUILD, "sh -c 'sleep 300; : " + mark + "' & echo started")
            .phase(POST_BUILD, "sh -c 'sleep 301; : " + mark + "' & exec sleep 0")
            .run();

    assertThat(heard.lines()).contains("started");
    assertThat(heard.phases()).containsEntry(POST_BUILD, true);
    assertNobodyIsLeft();
  }

  @ParameterizedTest
  @MethodSource("containments")
  void aBackgroundProcessLivesUntilTheEnd(Containment containment) throws Exception {
    Heard heard =
        Lab.in(temporary, containment)
            .phase(
                BUILD,
                "nohup sh -c 'while :; do sleep 0.1; done; : " + mark + "' >/dev/null 2>&1 & P=$!",
                "exit 0",
                "kill -0 $P && echo alive")
            .run();

    assertThat(heard.lines()).contains("alive");
    assertNobodyIsLeft();
  }

  @ParameterizedTest
  @MethodSource("containments")
  void aDaemonInASessionOfItsOwnEnds(Containment containment) throws Exception {
    Lab.in(temporary, containment)
        .phase(
            BUILD,
            "setsid env -i /bin/sh -c 'sleep 302; : " + mark + "' </dev/null >/dev/null 2>&1 &",
            "(setsid sh -c 'cd /; sleep 303; : " + mark + "' >/dev/null 2>&1 &)")
        .run();

    assertNobodyIsLeft();
  }

  @ParameterizedTest
  @MethodSource("containments")
  void stopAsksFirst(Containment containment) throws Exception {
    try (Lab.Started build =
        Lab.in(temporary, containment)
            .phase(
                BUILD,
                "sh -c 'trap \"echo cleaned; exit 0\" TERM; echo ready; while :; do sleep 0.05;"
                    + " done; : "
                    + mark
                    + "'")
            .phase(POST_BUILD, "echo no")
            .start()
            .go()) {
      build.heard().awaitText("ready");

      build.running().stop(Duration.ofSeconds(20));
      build.await();

      assertThat(build.heard().lines()).contains("cleaned").doesNotContain("no");
      assertNobodyIsLeft();
    }
  }

  @ParameterizedTest
  @MethodSource("containments")
  void stopEndsWhatDoesNotListen(Containment containment) throws Exception {
    try (Lab.Started build =
        Lab.in(temporary, containment)
            .phase(
                BUILD,
                "trap '' TERM; setsid sh -c 'trap \"\" TERM; echo ready; while :; do sleep 1; done;"
                    + " : "
                    + mark
                    + "'")
            .start()
            .go()) {
      build.heard().awaitText("ready");

      build.running().stop(Duration.ofMillis(100));
      build.await();

      assertNobodyIsLeft();
    }
  }

  @ParameterizedTest
  @MethodSource("containments")
  void aForkBombIsEnded(Containment containment) throws Exception {
    String bomb =
        "b() { b | b & sleep 5; }; echo ready; i=0; while [ $i -lt 300 ]; do sleep 60 & i=$((i+1));"
            + " done; b";
    try (Lab.Started build =
        Lab.in(temporary, containment)
            .phase(BUILD, "sh -c '" + bomb + " # " + mark + "'")
            .start()
            .go()) {
      build.heard().awaitText("ready");

      build.running().stop(Duration.ofMillis(10));
      build.await();

      assertNobodyIsLeft();
    }
  }

  @ParameterizedTest
  @MethodSource("containments")
  void withoutGoNothingIsDone(Containment containment) throws Exception {
    try (Lab.Started build = Lab.in(temporary, containment).phase(BUILD, "echo no").start()) {
      build.running().close();
      build.await();

      assertThat(build.heard().text()).isEmpty();
      assertThat(build.heard().events()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("containments")
  void stoppedBeforeGoItEnds(Containment containment) throws Exception {
    try (Lab.Started build = Lab.in(temporary, containment).phase(BUILD, "echo no").start()) {
      build.running().stop(Duration.ofSeconds(5));
      build.await();

      assertThat(build.heard().events()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("containments")
  void aLeftoverIsEndedAndItsWorkspaceRemoved(Containment containment) throws Exception {
    try (Lab.Started build =
        Lab.in(temporary, containment)
            .phase(BUILD, "sh -c 'sleep 304; : " + mark + "' & echo ready; sleep 305")
            .start()
            .go()) {
      build.heard().awaitText("ready");

      build.runner().endLeftover(build.uuid(), Optional.of(build.running().identity()));

      assertThat(build.workspace().root()).doesNotExist();
      assertNobodyIsLeft();
      build.await();
    }
  }

  @ParameterizedTest
  @MethodSource("containments")
  void nobodyElseIsEndedForALeftover(Containment containment) throws Exception {
    Process other = new ProcessBuilder("sleep", "306").start();
    try {
      var identity = table.identity(other.pid());
      var earlier =
          new dev.baton.model.build.Build.ProcessIdentity(
              identity.pid(), identity.startTicks() - 1, identity.bootId());
      Lab.in(temporary, containment)
          .start()
          .runner()
          .endLeftover(UUID.randomUUID().toString(), Optional.of(earlier));

      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroyForcibly();
    }
  }

  private void assertNobodyIsLeft() {
    List<String> left =
        table.all().stream()
            .filter(row -> !row.isDead())
            .map(row -> Path.of("/proc/" + row.pid() + "/cmdline"))
            .filter(this::isOurs)
            .map(Path::toString)
            .toList();
    assertThat(left).isEmpty();
  }

  private boolean isOurs(Path commandLine) {
    try {
      return Files.readString(commandLine, java.nio.charset.StandardCharsets.ISO_8859_1)
          .contains(mark);
    } catch (java.io.IOException e) {
      return false;
    }
  }
}
