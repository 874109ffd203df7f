package dev.baton.scenario;

import static dev.baton.model.build.BuildStatus.FAILED;
import static dev.baton.model.build.BuildStatus.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.build.Build;
import dev.baton.model.build.BuildRequest.SourceContent;
import dev.baton.model.build.CachePlace;
import dev.baton.model.build.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What builds keep for later ones, over everything real. */
class BuildCacheTest {

  private static final CachePlace LOCAL =
      new CachePlace("LOCAL", "", List.of("LOCAL_CUSTOM_CACHE"));

  /** Adds a line to a file in the cache, and shows how many there are. */
  private static final String COUNTS =
      """
      version: 0.2
      phases: {build: {commands: ["mkdir -p deps && echo x >> deps/n && echo lines-$(wc -l < deps/n)"]}}
      cache: {paths: ["deps/**/*"]}
      """;

  @TempDir Path root;
  private RealYard yard;
  private Path source;

  @BeforeEach
  void open() throws Exception {
    yard = new RealYard(root, 1 << 20);
    source = Files.createDirectories(root.resolve("source"));
  }

  @AfterEach
  void close() {
    yard.close();
  }

  @Test
  void the_next_build_of_the_project_finds_what_the_last_one_kept() {
    Build first = run(COUNTS, LOCAL);
    Build second = run(COUNTS, LOCAL);

    assertThat(yard.log(first).lines()).contains("lines-1");
    assertThat(yard.log(first))
        .contains("Downloading LOCAL cache...", "No cache was restored")
        .contains("Saved 1 file(s) to the cache");
    assertThat(yard.log(second).lines()).contains("lines-2");
    assertThat(yard.log(second)).contains("Restored 1 file(s) from the cache");
  }

  @Test
  void a_local_cache_is_one_projects_own() {
    run(COUNTS, LOCAL);

    Build other = yard.end(yard.start("other", COUNTS, content(), LOCAL));

    assertThat(yard.log(other).lines()).contains("lines-1");
  }

  @Test
  void an_s3_cache_is_shared_by_who_names_the_same_place() {
    CachePlace shared = new CachePlace("S3", "bucket/prefix/", List.of());
    run(COUNTS, shared);

    Build other = yard.end(yard.start("other", COUNTS, content(), shared));
    Build elsewhere =
        yard.end(
            yard.start("other", COUNTS, content(), new CachePlace("S3", "bucket/x/", List.of())));

    assertThat(yard.log(other).lines()).contains("lines-2");
    assertThat(yard.log(elsewhere).lines()).contains("lines-1");
  }

  @Test
  void a_project_without_cache_ignores_the_section_and_says_so() {
    run(COUNTS, CachePlace.NONE);
    Build second = run(COUNTS, CachePlace.NONE);

    assertThat(yard.log(second).lines()).contains("lines-1");
    assertThat(yard.log(second))
        .contains("The project has no cache (NO_CACHE): the buildspec's cache section is ignored");
  }

  @Test
  void a_local_cache_of_another_mode_keeps_nothing_and_says_so() {
    Build build = run(COUNTS, new CachePlace("LOCAL", "", List.of("LOCAL_SOURCE_CACHE")));

    assertThat(yard.log(build))
        .contains("The project's LOCAL cache has no mode LOCAL_CUSTOM_CACHE")
        .doesNotContain("Saved ");
  }

  @Test
  void a_failed_build_keeps_nothing() {
    Build failed = run(COUNTS.replace("echo lines", "false; exit 3; echo lines"), LOCAL);
    Build next = run(COUNTS, LOCAL);

    assertThat(failed.status()).isEqualTo(FAILED);
    assertThat(yard.log(next).lines()).contains("lines-1");
  }

  @Test
  void a_path_outside_of_the_workspace_is_left_as_it_is() {
    Build build = run(COUNTS.replace("\"deps/**/*\"", "/root/.m2/**/*, ../x, '~/y'"), LOCAL);

    assertThat(build.status()).isEqualTo(SUCCEEDED);
    assertThat(yard.log(build))
        .contains(
            "Cache paths outside of the workspace are left as they are: /root/.m2/**/*, ../x, ~/y")
        .doesNotContain("Downloading");
  }

  @Test
  void a_key_names_the_content_and_prefixes_find_what_is_near() throws IOException {
    String keyed =
        COUNTS.replace(
            "cache: {", "cache: {key: 'd-$(codebuild-hash-files lock)', fallback-keys: [d-], ");
    Files.writeString(source.resolve("lock"), "1");
    Build first = run(keyed, LOCAL);
    Build same = run(keyed, LOCAL);
    Files.writeString(source.resolve("lock"), "2");
    Build near = run(keyed, LOCAL);

    assertThat(yard.log(first).lines()).contains("lines-1");
    assertThat(yard.log(same).lines()).contains("lines-2");
    assertThat(yard.log(same)).contains("is there already");
    assertThat(yard.log(near).lines()).as("as the first build saved it").contains("lines-2");
    assertThat(yard.log(near)).containsPattern("Saved 1 file\\(s\\) to the cache d-[0-9a-f]{64}");
  }

  @Test
  void an_action_does_one_half() {
    run(COUNTS, LOCAL);
    Build restoring = run(COUNTS.replace("cache: {", "cache: {action: restore, "), LOCAL);
    Build saving = run(COUNTS.replace("cache: {", "cache: {action: save, "), LOCAL);

    assertThat(yard.log(restoring).lines()).contains("lines-2");
    assertThat(yard.log(restoring)).doesNotContain("Saved ");
    assertThat(yard.log(saving).lines()).contains("lines-1");
    assertThat(yard.log(saving)).contains("Saved ");
  }

  @Test
  void a_key_that_only_a_shell_could_expand_leaves_the_cache_out() {
    Build build = run(COUNTS.replace("cache: {", "cache: {key: 'k-$(date)', "), LOCAL);

    assertThat(build.status()).isEqualTo(SUCCEEDED);
    assertThat(yard.log(build)).contains("its key cannot be used", "codebuild-hash-files");
  }

  @Test
  void a_secret_is_no_part_of_a_key() {
    yard.secret("token", "tr0ub4dor&3");
    Build build =
        run(
            "env: {secrets-manager: {TOKEN: token}}\n"
                + COUNTS.replace("cache: {", "cache: {key: 'k-$TOKEN', "),
            LOCAL);

    assertThat(build.status()).isEqualTo(SUCCEEDED);
    assertThat(yard.log(build)).contains("it holds a secret").doesNotContain("tr0ub4dor&3");
  }

  @Test
  void what_the_source_brings_wins_and_its_links_are_not_followed() throws IOException {
    Path elsewhere = Files.createDirectories(root.resolve("elsewhere"));
    run(
        COUNTS
            .replace("mkdir -p deps", "mkdir -p deps lib && echo old > lib/a && echo b > lib/b")
            .replace("[\"deps/**/*\"]", "[deps, lib]"),
        LOCAL);
    Files.createDirectories(source.resolve("lib"));
    Files.writeString(source.resolve("lib/a"), "new\n");
    Files.createSymbolicLink(source.resolve("deps"), source.resolve("lib"));
    Build build =
        run(
            """
            version: 0.2
            phases: {build: {commands: ["cat lib/a lib/b; ls -l"]}}
            cache: {paths: [deps, lib]}
            """,
            LOCAL);

    assertThat(build.status()).isEqualTo(SUCCEEDED);
    assertThat(yard.log(build).lines()).contains("new", "b").doesNotContain("old");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void a_broken_cache_is_left_out_with_a_warning() throws IOException {
    run(COUNTS, LOCAL);
    for (Path zip : zips()) {
      byte[] bytes = Files.readAllBytes(zip);
      Files.write(zip, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    }

    Build build = run(COUNTS, LOCAL);

    assertThat(build.status()).isEqualTo(SUCCEEDED);
    assertThat(yard.log(build).lines()).contains("lines-1");
    assertThat(yard.log(build)).contains("The cache is left out, it is not safe or whole");
  }

  @Test
  void times_and_links_and_executable_bits_come_back() {
    String buildspec =
        """
        version: 0.2
        phases:
          build:
            commands:
              - |
                if [ -d bin ]; then
                  stat -c '%Y %A' bin/tool | tee stat; readlink bin/link
                else
                  mkdir bin; echo t > bin/tool; chmod +x bin/tool
                  touch -d @1000000001 bin/tool; ln -s tool bin/link; ln -s /etc bin/out
                fi
        cache: {paths: [bin]}
        """;
    Build first = run(buildspec, LOCAL);
    Build second = run(buildspec, LOCAL);

    assertThat(yard.log(first)).contains("Not cached: the link bin/out leads out of the workspace");
    assertThat(yard.log(second).lines()).contains("1000000001 -rwxr-xr-x", "tool");
  }

  @Test
  void builds_of_one_project_at_once_do_not_disturb_each_other() {
    run(COUNTS, LOCAL);
    List<Build> started = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      started.add(yard.start("demo", COUNTS, content(), LOCAL));
    }

    for (Build build : started) {
      Build end = yard.end(build);
      assertThat(end.status()).isEqualTo(SUCCEEDED);
      assertThat(yard.log(end)).contains("Restored 1 file(s)").doesNotContain("left out");
    }
    assertThat(zips()).hasSize(1);
  }

  @Test
  void an_invalidated_cache_is_forgotten() {
    run(COUNTS, LOCAL);

    yard.builds.invalidateCache("123456789012", "ap-northeast-2", cached("demo"));

    assertThat(yard.log(run(COUNTS, LOCAL)).lines()).contains("lines-1");
  }

  private static Project cached(String name) {
    Project p = Project.plain(name);
    return new Project(
        p.name(),
        p.source(),
        p.secondarySources(),
        p.artifacts(),
        p.secondaryArtifacts(),
        p.environment(),
        p.image(),
        p.declared(),
        p.serviceRole(),
        p.timeoutMinutes(),
        p.queuedTimeoutMinutes(),
        p.concurrentBuildLimit(),
        p.rerunInterrupted(),
        p.tags(),
        p.autoRetryLimit(),
        p.strictMasking(),
        LOCAL,
        p.logs(),
        p.notHonoured());
  }

  private Build run(String buildspec, CachePlace cache) {
    return yard.end(yard.start("demo", buildspec, content(), cache));
  }

  private SourceContent content() {
    return new SourceContent.Directory(source.toString());
  }

  private List<Path> zips() {
    try (Stream<Path> files = Files.walk(yard.data().resolve("cache"))) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
