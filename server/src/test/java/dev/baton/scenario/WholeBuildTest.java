package dev.baton.scenario;

import static dev.baton.model.build.BuildStatus.FAILED;
import static dev.baton.model.build.BuildStatus.FAULT;
import static dev.baton.model.build.BuildStatus.STOPPED;
import static dev.baton.model.build.BuildStatus.SUCCEEDED;
import static dev.baton.model.build.BuildStatus.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.build.Build;
import dev.baton.model.build.BuildStatus;
import dev.baton.model.build.PhaseType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds over everything real: what they leave in the database, the files, the process table. */
class WholeBuildTest {

  private static final long LARGEST_ARTIFACT = 100_000;

  @TempDir Path root;
  private RealYard yard;

  @BeforeEach
  void open() throws Exception {
    yard = new RealYard(root, LARGEST_ARTIFACT);
  }

  @AfterEach
  void close() {
    yard.close();
  }

  @Test
  void phases_exports_and_artifacts_are_as_the_commands_made_them() throws IOException {
    Build build =
        yard.run(
            """
            version: 0.2
            env: {exported-variables: [VERSION]}
            phases:
              pre_build: {commands: ["VERSION=1.$((1+1))"]}
              build: {commands: ["echo $VERSION > out.txt"], finally: ["echo finally-$((1))"]}
            artifacts: {files: [out.txt], name: app-$VERSION}
            """);

    assertThat(build.status()).isEqualTo(SUCCEEDED);
    assertThat(build.phases()).extracting(Build.Phase::type).containsExactly(PhaseType.values());
    assertThat(build.exported()).containsEntry("VERSION", "1.2");
    assertThat(build.artifacts().getFirst().name()).contains("app-1.2");
    assertThat(yard.log(build).lines()).contains("finally-1");
    assertThat(workspaces()).isEmpty();
  }

  @Test
  void a_failed_build_says_which_command_and_runs_what_follows() {
    Build build =
        yard.run(
            """
            version: 0.2
            phases:
              build: {commands: ["exit 7"], finally: ["echo f-$CODEBUILD_BUILD_SUCCEEDING"]}
              post_build: {commands: ["echo post-$CODEBUILD_BUILD_SUCCEEDING"]}
            """);

    assertThat(build.status()).isEqualTo(FAILED);
    assertThat(context(build, PhaseType.BUILD))
        .isEqualTo("Error while executing command: exit 7. Reason: exit status 7");
    assertThat(yard.log(build).lines()).contains("f-0", "post-0");
  }

  @Test
  void a_secret_is_nowhere_that_a_build_leaves() throws IOException {
    String secret = "tr0ub4dor&3-horse staple";
    yard.secret("db", secret);
    Build build =
        yard.run(
            """
            version: 0.2
            env:
              secrets-manager: {PASSWORD: db}
              exported-variables: [PASSWORD, COPY]
            phases:
              install:
                commands:
                  - 'echo "plain $PASSWORD"; printf %s "$PASSWORD" | base64; printf "x%s" "$PASSWORD" | base64'
                  - 'printf %s "$PASSWORD" | od -An -tx1 | tr -d " \\n"; echo'
                  - 'set -x; : "$PASSWORD"'
              build:
                commands:
                  - 'printf %s "$PASSWORD" | { head -c 9; sleep 0.05; cat; }; echo'
                  - 'COPY="a${PASSWORD}b"; sh -c "exit 3 # $PASSWORD"'
                  - 'echo no'
            """);

    assertThat(build.status()).isEqualTo(FAILED);
    assertThat(build.exported()).isEmpty();
    assertThat(yard.log(build)).contains("plain ***");
    yard.close();
    String encoded = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    for (Path file : files(yard.data())) {
      String content = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertThat(content.contains(secret)).as("%s", file).isFalse();
      assertThat(content.contains(encoded.substring(0, 24))).as("%s", file).isFalse();
    }
  }

  @Test
  void binary_output_is_kept_as_lines() {
    Build build =
        yard.run(
            """
            version: 0.2
            phases: {build: {commands: ["printf 'a\\\\000b\\\\377c\\\\nnext\\\\n'; head -c 5000 /dev/urandom; echo; echo end-$((1))"]}}
            """);

    assertThat(build.status()).isEqualTo(SUCCEEDED);
    assertThat(yard.log(build).lines()).contains("next", "end-1");
  }

  @Test
  void a_hundred_megabytes_without_a_line_break_are_only_slow() {
    Build build =
        yard.run(
            """
            version: 0.2
            phases:
              build: {commands: ["head -c 104857600 /dev/zero | tr '\\\\000' x", "echo after-$((1))"]}
            """);

    assertThat(build.status()).isEqualTo(SUCCEEDED);
    assertThat(yard.log(build, 40)).contains("after-1");
  }

  @Test
  void a_build_that_reads_its_input_finds_it_empty() {
    Build build =
        yard.run(
            """
            version: 0.2
            phases: {build: {commands: ["cat; read x || echo eof-$((1))"]}}
            """);

    assertThat(build.status()).isEqualTo(SUCCEEDED);
    assertThat(yard.log(build).lines()).contains("eof-1");
  }

  @Test
  void a_file_whose_name_is_not_utf_8_is_kept_under_another_name_and_said() {
    Build build =
        yard.run(
            """
            version: 0.2
            phases:
              build:
                commands:
                  - echo x > "$(printf 'caf\\351')"
            artifacts: {files: ["**/*"]}
            """);

    assertThat(build.status()).isEqualTo(SUCCEEDED);
    assertThat(build.artifacts().getFirst().files()).isEqualTo(1);
    assertThat(yard.log(build)).contains("The name of caf").contains("is not UTF-8");
  }

  @Test
  void daemons_end_with_the_build() throws IOException {
    Build build =
        yard.run(
            """
            version: 0.2
            phases:
              build:
                commands:
                  - "trap '' TERM HUP; (setsid nohup sh -c 'while :; do sleep 0.05; done' &) ; sleep 300 &"
                  - "echo started-$((1))"
            """);

    assertThat(build.status()).isEqualTo(SUCCEEDED);
    assertThat(processesBelow(root)).isEmpty();
    assertThat(workspaces()).isEmpty();
  }

  @Test
  void a_timeout_ends_everything() throws IOException {
    Build build =
        yard.end(
            yard.start(
                """
                version: 0.2
                phases: {build: {commands: ["sleep 600 & sleep 601"]}}
                """,
                1));

    assertThat(build.status()).isEqualTo(FAILED);
    assertThat(build.phases()).extracting(Build.Phase::status).contains(TIMED_OUT);
    assertThat(processesBelow(root)).isEmpty();
  }

  @Test
  void a_stop_ends_everything() throws IOException {
    Path running = root.resolve("running");
    Build build =
        yard.start(
            """
            version: 0.2
            phases: {build: {commands: ["touch %s; sleep 600"]}}
            """
                .formatted(running),
            600);
    await(running);

    yard.builds.stop(build.id());

    Build end = yard.end(build);
    assertThat(end.status()).isEqualTo(STOPPED);
    assertThat(end.phases()).extracting(Build.Phase::status).contains(STOPPED);
    assertThat(processesBelow(root)).isEmpty();
    assertThat(workspaces()).isEmpty();
  }

  @Test
  void an_artifact_beyond_the_limit_of_the_store_is_a_fault_with_its_cause() {
    Build build =
        yard.run(
            """
            version: 0.2
            phases: {build: {commands: ["head -c 1000000 /dev/urandom > big"]}}
            artifacts: {files: [big]}
            """);

    assertThat(build.status()).isIn(FAULT, FAILED);
    assertThat(context(build, PhaseType.UPLOAD_ARTIFACTS)).isNotEmpty();
    assertThat(build.artifacts()).isEmpty();
  }

  @Test
  void a_flaky_build_is_run_again() {
    Path counter = root.resolve("counter");
    Build build =
        yard.run(
            """
            version: 0.2
            phases:
              build:
                on-failure: RETRY-2-exit status 5
                commands: ["echo x >> %1$s; [ $(wc -l < %1$s) -ge 2 ] || (exit 5)", "echo good-$((1))"]
            """
                .formatted(counter));

    assertThat(build.status()).isEqualTo(SUCCEEDED);
    assertThat(build.autoRetry().number()).isEqualTo(1);
    Build first = yard.builds.get(build.autoRetry().previous().orElseThrow());
    assertThat(first.status()).isEqualTo(FAILED);
    assertThat(first.autoRetry().next()).contains(build.id());
  }

  @Test
  void what_an_owner_left_is_interrupted_by_the_next() throws Exception {
    Path running = root.resolve("running");
    Build build =
        yard.start(
            """
            version: 0.2
            phases: {build: {commands: ["touch %s; sleep 600"]}}
            """
                .formatted(running),
            600);
    await(running);
    yard.close();

    yard = new RealYard(root, LARGEST_ARTIFACT);
    List<Build> ended = yard.yard.recover();

    assertThat(ended).extracting(Build::id).containsExactly(build.id());
    Build end = yard.builds.get(build.id());
    assertThat(end.status()).isEqualTo(FAULT);
    assertThat(context(end, PhaseType.BUILD)).startsWith("Interrupted");
    assertThat(yard.log(end)).contains("Interrupted: the Baton process");
    assertThat(processesBelow(root)).isEmpty();
  }

  private static String context(Build build, PhaseType type) {
    return build.phases().stream()
        .filter(phase -> phase.type() == type && phase.status() != BuildStatus.SUCCEEDED)
        .findFirst()
        .flatMap(Build.Phase::context)
        .map(Build.Context::message)
        .orElse("");
  }

  private static void await(Path file) {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!Files.exists(file)) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private static List<Path> files(Path below) throws IOException {
    try (Stream<Path> files = Files.walk(below)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** What builds have left below the directory of workspaces. */
  private List<Path> workspaces() throws IOException {
    try (Stream<Path> places = Files.walk(yard.workspaces, 2)) {
      return places.filter(place -> yard.workspaces.relativize(place).getNameCount() == 2).toList();
    }
  }

  /** Living processes whose working directory lies, or lay, below a directory. */
  private static List<String> processesBelow(Path directory) throws IOException {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(process -> process.getFileName().toString().matches("\\d+"))
          .filter(process -> worksIn(process, directory))
          .map(Path::toString)
          .toList();
    }
  }

  private static boolean worksIn(Path process, Path directory) {
    try {
      return Files.readSymbolicLink(process.resolve("cwd")).startsWith(directory);
    } catch (IOException e) {
      // It ended meanwhile, or belongs to somebody else.
      return false;
    }
  }
}
