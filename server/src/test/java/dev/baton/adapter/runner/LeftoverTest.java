package dev.baton.adapter.runner;

import static dev.baton.model.build.PhaseType.BUILD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.adapter.process.ProcessTable;
import dev.baton.adapter.process.Processes;
import dev.baton.model.build.Build.ProcessIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed owner leaves behind: security.md case 22. */
final class LeftoverTest {

  @TempDir Path temporary;
  private final ProcessTable table = new ProcessTable();

  /** An owner of its own: starts a build, says who runs it, and stays. */
  public static void main(String[] arguments) throws Exception {
    Lab lab =
        Lab.in(Path.of(arguments[0]))
            .phase(BUILD, "echo up; setsid sleep 307 >/dev/null 2>&1 & sleep 308");
    Lab.Started build = lab.start();
    if (arguments[1].equals("go")) {
      build.go().heard().awaitText("up");
    }
    ProcessIdentity identity = build.running().identity();
    System.out.printf(
        "%s %d %d %s%n", build.uuid(), identity.pid(), identity.startTicks(), identity.bootId());
    build.running().await();
  }

  @Test
  void aKilledOwnersBuildIsEndedAndItsWorkspaceRemoved() throws Exception {
    String[] words = killedOwner("go");

    runner().endLeftover(words[0], Optional.of(identity(words)));

    assertThat(table.isAlive(identity(words))).isFalse();
    assertThat(temporary.resolve("baton-" + System.getProperty("user.name"))).isEmptyDirectory();
  }

  @Test
  void aKilledOwnersBuildEndsByItselfToo() throws Exception {
    String[] words = killedOwner("go");

    boolean ended =
        Waiting.until(Duration.ofSeconds(20), () -> !table.isAlive(identity(words)), () -> {});

    assertThat(ended).isTrue();
    runner().endLeftover(words[0], Optional.of(identity(words)));
  }

  @Test
  void aBuildThatNeverHeardGoEnds() throws Exception {
    String[] words = killedOwner("wait");

    boolean ended =
        Waiting.until(Duration.ofSeconds(20), () -> !table.isAlive(identity(words)), () -> {});

    assertThat(ended).isTrue();
    runner().endLeftover(words[0], Optional.empty());
    assertThat(temporary.resolve("baton-" + System.getProperty("user.name"))).isEmptyDirectory();
  }

  private String[] killedOwner(String mode) throws IOException, InterruptedException {
    Process owner =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    LeftoverTest.class.getName(),
                    temporary.toString(),
                    mode))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = owner.inputReader(StandardCharsets.UTF_8)) {
      return said.readLine().split(" ");
    } finally {
      owner.destroyForcibly().waitFor();
    }
  }

  private ProcessBuildRunner runner() throws InterruptedException {
    return ProcessBuildRunner.here(new Processes(), temporary);
  }

  private static ProcessIdentity identity(String[] words) {
    return new ProcessIdentity(Long.parseLong(words[1]), Long.parseLong(words[2]), words[3]);
  }
}
