package dev.baton.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.model.document.Refused;
import dev.baton.port.ParameterStore;
import dev.baton.port.ParameterStore.Type;
import dev.baton.port.PortException;
import dev.baton.port.ResourceStore;
import dev.baton.port.SealedStore;
import dev.baton.port.SecretStore;
import dev.baton.testkit.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsAtRestTest {

  private static final String PLAIN = "correct-horse-battery";

  @RegisterExtension private final TemporaryDatabase database = new TemporaryDatabase();

  @Test
  void nothingPlainLiesInTheDataDirectory() throws IOException {
    parameters().put("/a", Type.SECURE_STRING, PLAIN, true, Samples.AT);
    parameters().put("/b", Type.STRING, PLAIN, true, Samples.AT);
    secrets().put("c", PLAIN, Samples.AT);
    sealed().put("d", Map.of("NAME", PLAIN));
    new JdbcResourceStore(database.get(), database::vault)
        .create(
            new ResourceStore.Key("hook", Samples.ACCOUNT, Samples.REGION, "e"),
            "{}",
            Optional.of(PLAIN),
            Samples.AT,
            9);

    assertNothingPlain();
    database.reopen();
    assertNothingPlain();
    assertThat(parameters().get("/a").orElseThrow().value()).isEqualTo(PLAIN);
  }

  private void assertNothingPlain() throws IOException {
    try (Stream<Path> files = Files.walk(database.directory())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(bytes.contains(PLAIN)).as(file.toString()).isFalse();
      }
    }
  }

  @Test
  void theKeyFileIsTheOwnersAlone() throws IOException {
    assertThat(database.keyFile()).doesNotExist();

    sealed().put("d", Map.of());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(database.keyFile())))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(database.directory())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("baton.db", "baton.db-wal", "baton.db-shm", "master.key");
    }
  }

  @Test
  void theSameTextIsNeverTheSameCiphertext() {
    Ciphertext one = database.vault().seal("r", PLAIN);
    Ciphertext two = database.vault().seal("r", PLAIN);

    assertThat(one.data()).isNotEqualTo(two.data());
    assertThat(one.nonce()).isNotEqualTo(two.nonce()).hasSize(12);
  }

  @Test
  void aCiphertextIsNoGoodForAnotherResource() {
    Ciphertext ciphertext = database.vault().seal("parameter/a:1", PLAIN);

    assertThatThrownBy(() -> database.vault().open("parameter/b:1", ciphertext))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("parameter/b:1 cannot be decrypted")
        .hasMessageNotContaining(PLAIN);
  }

  @Test
  void aMissingKeyIsNamedAndNotMadeAgain() throws IOException {
    secrets().put("c", PLAIN, Samples.AT);
    Path kept = Files.move(database.keyFile(), database.directory().resolve("kept"));
    database.reopen();

    assertThatThrownBy(() -> get("c"))
        .isInstanceOf(PortException.class)
        .hasMessageContaining(database.keyFile().toString())
        .hasMessageContaining("missing");
    assertThatThrownBy(() -> parameters().put("/a", Type.STRING, "x", true, Samples.AT))
        .hasMessageContaining("missing");
    assertThat(database.keyFile()).doesNotExist();

    Files.move(kept, database.keyFile());
    assertThat(get("c")).isEqualTo(PLAIN);
  }

  @Test
  void anotherKeyIsRefusedAndNothingIsLost() throws IOException {
    secrets().put("c", PLAIN, Samples.AT);
    Path kept = Files.move(database.keyFile(), database.directory().resolve("kept"));
    MasterKey.create(database.keyFile(), database.ids(), new java.security.SecureRandom());
    database.reopen();

    assertThatThrownBy(() -> get("c"))
        .isInstanceOf(PortException.class)
        .hasMessageContaining(database.keyFile().toString());
    assertThatThrownBy(() -> secrets().put("d", "x", Samples.AT)).isInstanceOf(PortException.class);

    Files.delete(database.keyFile());
    Files.move(kept, database.keyFile());
    assertThat(get("c")).isEqualTo(PLAIN);
    assertThat(secrets().describe("d")).isEmpty();
  }

  @Test
  void aKeyFileOfAnotherFormIsRefused() throws IOException {
    Files.writeString(database.keyFile(), "hello");

    assertThatThrownBy(() -> sealed().put("d", Map.of()))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("is not a master key");
    assertThat(database.keyFile()).hasContent("hello");
  }

  @Test
  void aKeyThatIsThereIsNeverReplaced() throws IOException {
    Files.writeString(database.keyFile(), "hello");

    assertThatThrownBy(
            () ->
                MasterKey.create(
                    database.keyFile(), database.ids(), new java.security.SecureRandom()))
        .isInstanceOf(PortException.class);
    assertThat(database.keyFile()).hasContent("hello");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a/b",
        "/a//b",
        "/a/",
        "aws-x",
        "AWS",
        "ssm.x",
        "/aws/x",
        "a:b",
        "/\u00e4",
        "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16",
        "a\nb",
        "../../etc"
      })
  void aParametersNameIsParameterStores(String name) {
    assertThatThrownBy(() -> parameters().put(name, Type.STRING, "x", true, Samples.AT))
        .isInstanceOf(Refused.class);
  }

  @Test
  void parametersAreBounded() {
    parameters().put("big", Type.STRING, "x".repeat(8192), true, Samples.AT);

    for (String value : List.of("", "x".repeat(8193), "\u00e4".repeat(4097))) {
      assertThatThrownBy(() -> parameters().put("n", Type.STRING, value, true, Samples.AT))
          .isInstanceOf(Refused.class)
          .hasMessageNotContaining("xxx");
    }
    assertThatThrownBy(() -> parameters().put("n", Type.STRING_LIST, "a,,b", true, Samples.AT))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> parameters().put("x".repeat(1012), Type.STRING, "x", true, Samples.AT))
        .isInstanceOf(Refused.class);
  }

  @Test
  void aParameterKeepsItsHundredLatestVersions() {
    for (int i = 0; i < 102; i++) {
      parameters().put("n", Type.STRING, "v" + i, true, Samples.AT);
    }

    assertThat(parameters().get("n:2")).isEmpty();
    assertThat(parameters().get("n:3")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\n", "a:b", "\u00e4", "a'; drop table secrets; --"})
  void aSecretsNameIsSecretsManagers(String name) {
    assertThatThrownBy(() -> secrets().put(name, "x", Samples.AT)).isInstanceOf(Refused.class);
  }

  @Test
  void secretsAreBounded() {
    secrets().put("big", "x".repeat(65536), Samples.AT);

    assertThatThrownBy(() -> secrets().put("n", "", Samples.AT)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> secrets().put("n", "x".repeat(65537), Samples.AT))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> secrets().put("x".repeat(513), "x", Samples.AT))
        .isInstanceOf(Refused.class);
  }

  @Test
  void aSecretIsFoundByItsArnWithoutTheSuffix() {
    String arn = secrets().put("db/main", PLAIN, Samples.AT).arn();
    String partial = arn.substring(0, arn.length() - 7);

    assertThat(get(partial)).isEqualTo(PLAIN);
    assertThat(secrets().describe(partial.replace(Samples.ACCOUNT, "999999999999"))).isEmpty();
    assertThat(secrets().describe(partial.substring(0, partial.length() - 1))).isEmpty();
  }

  @Test
  void stageAndVersionExcludeEachOther() {
    secrets().put("c", PLAIN, Samples.AT);

    assertThatThrownBy(() -> secrets().get("c", Optional.of("AWSCURRENT"), Optional.of("id")))
        .isInstanceOf(Refused.class);
  }

  private String get(String name) {
    return secrets().get(name, Optional.empty(), Optional.empty()).orElseThrow().value();
  }

  private ParameterStore parameters() {
    return new JdbcParameterStore(database.get(), database.vault());
  }

  private SecretStore secrets() {
    return new JdbcSecretStore(
        database.get(), database.vault(), database.ids(), Samples.ACCOUNT, Samples.REGION);
  }

  private SealedStore sealed() {
    return new JdbcSealedStore(database.get(), database.vault());
  }
}
