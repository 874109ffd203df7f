package dev.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the launcher judges what lies in a folder where a JDK might be. */
final class FindJdkTest {

  @TempDir private Path folder;

  private Path jdk;

  @BeforeEach
  void layOut() throws IOException {
    jdk = folder.resolve("a jdk");
    Path compiler = jdk.resolve("bin/javac");
    Files.createDirectories(compiler.getParent());
    Files.writeString(compiler, "#!/bin/sh\n");
    assertThat(compiler.toFile().setExecutable(true)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"25", "25.0.3", "25-ea", "26", "100.1"})
  void takesOneThatIsNewEnough(String version) throws Exception {
    assertThat(judged(release(version, ""))).isEqualTo("taken jdk-" + version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"24.0.2", "17.0.15", "1.8.0_402", "9", "", "unknown"})
  void leavesOneThatIsTooOldAndNamesIt(String version) throws Exception {
    assertThat(judged(release(version, "")))
        .isEqualTo("left " + (version.isEmpty() ? "unknown version" : version) + " in " + jdk);
  }

  @ParameterizedTest
  @CsvSource({
    "Temurin-25.0.3+9, 25.0.3+9-LTS, Temurin-25.0.3+9-25.0.3+9-LTS",
    "(Red_Hat-25.0.3.0.9-1), 25.0.3+9, jdk-25.0.3",
    "../../x, 25.0.3+9, jdk-25.0.3"
  })
  void namesTheBuildSoThatItCanStandInAFileName(String maker, String runtime, String build)
      throws Exception {
    String more =
        "IMPLEMENTOR_VERSION=\"%s\"\nJAVA_RUNTIME_VERSION=\"%s\"\n".formatted(maker, runtime);
    assertThat(judged(release("25.0.3", more))).isEqualTo("taken " + build);
  }

  @Test
  void leavesARuntimeWithoutCompiler() throws Exception {
    Files.delete(jdk.resolve("bin/javac"));
    assertThat(judged(release("25.0.3", ""))).isEqualTo("left 25.0.3 in " + jdk);
  }

  @Test
  void leavesAFolderWithoutRelease() throws Exception {
    assertThat(judged(jdk)).isEqualTo("left");
  }

  private Path release(String version, String more) throws IOException {
    Files.writeString(
        jdk.resolve("release"),
        "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\n" + more);
    return jdk;
  }

  private static String judged(Path candidate) throws IOException, InterruptedException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("build/find-jdk.sh"))) {
      root = root.getParent();
    }
    Process shell =
        new ProcessBuilder(
                "sh",
                "-uc",
                ". \"$1\"; if jdk_try \"$2\"; then echo taken $jdk_build; else echo left $jdk_seen;"
                    + " fi",
                "sh",
                root.resolve("build/find-jdk.sh").toString(),
                candidate.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).isZero();
    return output.strip();
  }
}
