package dev.baton.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testkit.ManualClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An owner is killed with SIGKILL in the middle of its commits; the next one finds them. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class KilledOwnerTest {

  private static final int ENOUGH = 300;

  @TempDir private Path directory;

  @Test
  void everyAcknowledgedCommitIsThereAndNoneInPart() throws Exception {
    List<String> acknowledged = killAmidCommits();

    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH - 1);
    try (Database database = Database.open(file(), new ManualClock())) {
      List<String> names = DatabaseTest.names(database);
      assertThat(names).containsAll(acknowledged);
      // Each commit writes a pair.
      assertThat(names.stream().filter(name -> name.endsWith("+")).map(KilledOwnerTest::first))
          .containsExactlyInAnyOrderElementsOf(
              names.stream().filter(name -> !name.endsWith("+")).toList());
      Optional<String> check =
          database.read(sql -> sql.first("pragma integrity_check", row -> row.getString(1)));
      assertThat(check).contains("ok");
    }
  }

  private static String first(String pair) {
    return pair.substring(0, pair.length() - 1);
  }

  private List<String> killAmidCommits() throws IOException, InterruptedException {
    Process owner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CommittingOwner.class.getName(),
                file().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> acknowledged = new ArrayList<>();
    try (BufferedReader lines = owner.inputReader()) {
      String line = lines.readLine();
      while (line != null) {
        acknowledged.add(line);
        if (acknowledged.size() == ENOUGH) {
          owner.destroyForcibly();
        }
        line = lines.readLine();
      }
    } catch (IOException e) {
      // The pipe of a killed process may break instead of ending; what was read counts.
      assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH);
    } finally {
      owner.destroyForcibly();
      owner.waitFor();
    }
    // The last line may have been cut short by the kill.
    return acknowledged.subList(0, acknowledged.size() - 1);
  }

  private Path file() {
    return directory.resolve("baton.db");
  }
}
