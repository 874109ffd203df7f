package dev.baton.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.artifact.Digest;
import dev.baton.model.build.BuildStatus;
import dev.baton.model.execution.ActionStatus;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.ExecutionStatus;
import dev.baton.model.execution.StageStatus;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.BuildStore;
import dev.baton.port.ExecutionStore;
import dev.baton.port.PortException;
import dev.baton.port.ResourceStore;
import dev.baton.testkit.ManualClock;
import dev.baton.testkit.Samples;
import dev.baton.testkit.SeededIds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A database of every schema that there ever was, with rows in all its tables, opened by today's
 * Baton. The rows of {@code filled/NNNN.sql} were written when schema NNNN was the newest that has
 * their tables; they are never written anew, since old directories are not either.
 */
final class EverySchemaTest {

  private static final PipelineKey SHOP = Samples.pipeline("shop");

  @TempDir private Path directory;

  static Stream<Integer> schemas() {
    return IntStream.rangeClosed(1, Migrations.names().size()).boxed();
  }

  /** A database as a Baton of that schema left it, which may have been older before. */
  private void left(int schema) throws IOException {
    try (Sql sql = new Connections(file()).owner()) {
      for (int number = 1; number <= schema; number++) {
        new Migrations(file()).migrate(sql, Samples.AT, number);
        resource("filled/%04d.sql".formatted(number)).ifPresent(sql::script);
      }
    }
    Path key =
        Files.writeString(
            directory.resolve("master.key"), resource("filled/test-master-key.txt").orElseThrow());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
  }

  private static Optional<String> resource(String name) throws IOException {
    try (InputStream in = EverySchemaTest.class.getResourceAsStream(name)) {
      return Optional.ofNullable(in)
          .map(
              stream -> {
                try {
                  return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
    }
  }

  private Path file() {
    return directory.resolve("baton.db");
  }

  private Database open() {
    return Database.open(file(), new ManualClock());
  }

  private Vault vault(Database database) {
    return new Vault(database, directory.resolve("master.key"), new SeededIds());
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void itsExecutionsAreWhatTheyWere(int schema) throws IOException {
    left(schema);
    try (Database database = open()) {
      ExecutionStore store = new JdbcExecutionStore(database, new ManualClock());
      ExecutionState plain =
          Samples.execution(
              SHOP,
              "plain",
              ExecutionStatus.SUCCEEDED,
              Samples.action("action-1", ActionStatus.SUCCEEDED));
      ExecutionState telling =
          Samples.at(
              StageStatus.SUCCEEDED, Samples.telling(SHOP, "telling", ExecutionStatus.STOPPED));
      assertThat(store.execution(SHOP, "plain")).contains(plain);
      assertThat(store.execution(SHOP, "telling")).contains(telling);
      assertThat(store.executions(SHOP, Long.MAX_VALUE, 9))
          .extracting(listed -> listed.summary().id())
          .containsExactlyInAnyOrder("running", "telling", "plain");
      assertThat(store.succeededIn(SHOP, "Build", Long.MAX_VALUE, 9))
          .extracting(listed -> listed.summary().id())
          .containsExactly("telling");
      assertThat(store.byClientToken(SHOP, "token-1")).contains("plain");
      assertThat(store.actions(SHOP, Long.MAX_VALUE, 9))
          .extracting(listed -> listed.run().id())
          .containsExactly("action-1");
      assertThat(store.load(SHOP).orElseThrow().state().executions()).containsOnlyKeys("running");
      assertThat(store.takeOver(7)).extracting(ExecutionStore.Work::id).containsExactly("work-1");
      assertThat(store.quarantined()).isEmpty();
      assertThat(new JdbcPipelineStore(database).current(SHOP).orElseThrow().sources())
          .containsEntry("Source", "/src");
    }
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void itsBuildsProjectsAndArtifactsAreWhatTheyWere(int schema) throws IOException {
    left(schema);
    try (Database database = open()) {
      BuildStore builds = new JdbcBuildStore(database, new ManualClock());
      assertThat(builds.find("p:u-1"))
          .contains(Samples.build("p", "u-1", 1, BuildStatus.FAILED, Optional.of("action-1")));
      assertThat(builds.unfinished())
          .containsExactly(Samples.build("p", "u-2", 2, BuildStatus.IN_PROGRESS, Optional.empty()));
      assertThat(builds.nextNumber(Samples.ACCOUNT, Samples.REGION, "p")).isEqualTo(2);
      assertThat(
              new JdbcProjectStore(database)
                  .find(Samples.ACCOUNT, Samples.REGION, "p")
                  .orElseThrow()
                  .document())
          .isEqualTo("{ \"name\" : \"p\" }");
      assertThat(
              new JdbcArtifactCatalogue(database, new SeededIds())
                  .latest(new ArtifactLocation("bucket", "key/plain"))
                  .orElseThrow()
                  .digest())
          .isEqualTo(new Digest("ab".repeat(32)));
    }
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void itsSecretsAreDecrypted(int schema) throws IOException {
    left(schema);
    try (Database database = open()) {
      Vault vault = vault(database);
      var parameters = new JdbcParameterStore(database, vault);
      assertThat(parameters.get("/shop/plain").orElseThrow().value()).isEqualTo("second");
      assertThat(parameters.get("/shop/secret").orElseThrow().value())
          .isEqualTo("gr\u00fcn 'quoted'\nline");
      var secrets =
          new JdbcSecretStore(database, vault, new SeededIds(), Samples.ACCOUNT, Samples.REGION);
      assertThat(secrets.get("prod/db", Optional.empty(), Optional.empty()).orElseThrow().value())
          .isEqualTo("new");
      assertThat(
              secrets
                  .get("prod/db", Optional.of("AWSPREVIOUS"), Optional.empty())
                  .orElseThrow()
                  .value())
          .isEqualTo("old");
      assertThat(new JdbcSealedStore(database, vault).get("requester"))
          .contains(Map.of("PATH", "/bin"));
      var keys = new JdbcAccessKeyStore(database, vault);
      if (schema >= 3) {
        assertThat(keys.find("AKIAOLD1").orElseThrow().secret()).isEqualTo("lasting-secret");
        assertThat(keys.find("ASIAOLD2").orElseThrow().temporary().orElseThrow().token())
            .isEqualTo("session-token");
      } else {
        assertThat(keys.find("AKIAOLD1")).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void itsJobsAndResourcesAreWhatTheyWere(int schema) throws IOException {
    left(schema);
    try (Database database = open()) {
      ActionTypeId oven = new ActionTypeId("Build", "Custom", "Oven", "1");
      var types = new JdbcCustomTypeStore(database);
      var jobs = new JdbcJobStore(database);
      assertThat(types.find(Samples.ACCOUNT, Samples.REGION, oven).isPresent())
          .isEqualTo(schema >= 4);
      assertThat(jobs.get(Samples.ACCOUNT, Samples.REGION, "job-1").map(job -> job.type()))
          .isEqualTo(schema >= 4 ? Optional.of(oven) : Optional.empty());
      Vault vault = vault(database);
      var resources = new JdbcResourceStore(database, () -> vault);
      var hook =
          new ResourceStore.Key("codepipeline/webhook", Samples.ACCOUNT, Samples.REGION, "hook");
      assertThat(resources.secret(hook))
          .isEqualTo(schema >= 5 ? Optional.of("hook-secret") : Optional.empty());
      assertThat(resources.find(hook).map(ResourceStore.Stored::document))
          .isEqualTo(schema >= 5 ? Optional.of("{ \"n\" : 1 }") : Optional.empty());
    }
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void itIsOpenedASecondTimeAsItIs(int schema) throws IOException {
    left(schema);
    open().close();
    assertThat(Database.openForReading(file()))
        .hasValueSatisfying(
            database -> {
              int applied = database.read(sql -> new Migrations(file()).applied(sql));
              assertThat(applied).isEqualTo(Migrations.names().size());
              database.close();
            });
    open().close();
  }

  @Test
  void aNewerSchemaIsRefusedAndLeftAlone() throws IOException {
    int newest = Migrations.names().size();
    left(newest);
    try (Sql sql = new Connections(file()).owner()) {
      sql.update(
          "insert into migrations (number, name, sha256, at) values (?, ?, ?, ?)",
          newest + 1,
          "9999-later.sql",
          "0".repeat(64),
          "2030-01-01T00:00:00Z");
    }
    byte[] before = Files.readAllBytes(file());
    assertThatThrownBy(this::open)
        .isInstanceOf(PortException.class)
        .hasMessageContaining("newer Baton")
        .hasMessageContaining("schema " + (newest + 1))
        .hasMessageContaining("knows " + newest)
        .hasMessageContaining(file().toString());
    assertThatThrownBy(() -> Database.openForReading(file())).hasMessageContaining("newer Baton");
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  /** What was released ran somewhere: a changed file would be refused there. */
  @Test
  void noMigrationThatWasReleasedEverChanges() throws IOException {
    List<String> pinned = resource("migrations.sha256").orElseThrow().lines().toList();
    List<String> now = Migrations.names().stream().map(EverySchemaTest::line).toList();
    assertThat(now).startsWith(pinned.toArray(String[]::new));
    assertThat(now.size() - pinned.size())
        .as("only the newest may still change; pin the others in migrations.sha256: %s", now)
        .isLessThanOrEqualTo(1);
  }

  private static String line(String name) {
    try {
      byte[] text = resource("migrations/" + name).orElseThrow().getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(digest) + "  " + name;
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
