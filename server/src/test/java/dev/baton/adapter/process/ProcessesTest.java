package dev.baton.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one door for processes: arguments stay arguments, nothing is inherited, all is bounded. */
final class ProcessesTest {

  @TempDir Path directory;
  private final Processes processes = new Processes();

  @Test
  void argumentsReachTheProgramAsTheyAre() throws Exception {
    Finished done = processes.run(command("printf", "%s|", "a b", "$(id)", "; ls", "", "*"));

    assertThat(done.text()).isEqualTo("a b|$(id)|; ls||*|");
    assertThat(done.succeeded()).isTrue();
  }

  @Test
  void nothingIsInherited() throws Exception {
    Finished done = processes.run(Command.of(directory, Map.of("ONLY", "this"), "/usr/bin/env"));

    assertThat(done.text()).isEqualTo("ONLY=this\n");
  }

  @Test
  void inputIsReadAndEnds() throws Exception {
    assertThat(processes.run(command("cat").withInput("é\n")).text()).isEqualTo("é\n");
    assertThat(processes.run(command("cat")).text()).isEmpty();
  }

  @Test
  void aProgramMayIgnoreItsInput() throws Exception {
    Finished done = processes.run(command("true").withInput("x".repeat(1_000_000)));

    assertThat(done.exitStatus()).isZero();
  }

  @Test
  void outputBeyondTheLimitIsReadAndDropped() throws Exception {
    Finished done =
        processes.run(
            command("sh", "-c", "head -c 3000000 /dev/zero; echo err >&2; exit 3")
                .withOutputLimit(1_000));

    assertThat(done.output()).hasSize(1_000);
    assertThat(done.truncated()).isTrue();
    assertThat(done.errorText()).isEqualTo("err\n");
    assertThat(done.exitStatus()).isEqualTo(3);
  }

  @Test
  void theTimeLimitEndsTheWholeTree() throws Exception {
    Finished done =
        processes.run(
            command("sh", "-c", "sh -c 'sleep 309; :' & echo $!; wait")
                .withLimit(Duration.ofMillis(300)));

    assertThat(done.timedOut()).isTrue();
    assertThat(done.succeeded()).isFalse();
    long child = Long.parseLong(done.text().strip());
    assertThat(new ProcessTable().row(child).filter(row -> !row.isDead())).isEmpty();
  }

  @Test
  void whatIsNotThereIsNamedWithoutItsArguments() {
    assertThatThrownBy(() -> processes.run(command("no-such-program-x", "secret")))
        .isInstanceOf(Processes.ProgramMissing.class)
        .hasMessageContaining("no-such-program-x")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aCommandIsPrintedWithoutItsArguments() {
    assertThat(command("git", "--token=secret")).hasToString("git");
  }

  @Test
  void aSignalCountsAsInAShell() throws Exception {
    assertThat(processes.run(command("sh", "-c", "kill -9 $$")).exitStatus()).isEqualTo(137);
  }

  @Test
  void descendantsAreFoundWithoutTheDead() {
    ProcessTable.Row parent = row(10, 'S', 1);
    ProcessTable.Row child = row(11, 'S', 10);
    ProcessTable.Row zombie = row(12, 'Z', 10);
    ProcessTable.Row grandchild = row(13, 'R', 11);
    ProcessTable.Row other = row(14, 'S', 1);

    assertThat(ProcessTable.descendants(10, List.of(grandchild, zombie, other, child, parent)))
        .containsExactly(child, grandchild);
  }

  @Test
  void theWorldIsNotSignalled() {
    Signals signals = new Signals();

    for (long pid : new long[] {-1, 0, 1}) {
      assertThatThrownBy(() -> signals.send(pid, Signals.TERM))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static ProcessTable.Row row(long pid, char state, long parent) {
    return new ProcessTable.Row(pid, state, parent, pid, pid, false, 1);
  }

  private Command command(String... words) {
    return Command.of(directory, Map.of("PATH", System.getenv("PATH")), words);
  }
}
