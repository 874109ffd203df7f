package dev.baton.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.access.AccessKey;
import dev.baton.model.access.Principal;
import dev.baton.port.AccessKeyStore;
import dev.baton.testkit.AccessKeyStoreContract;
import dev.baton.testkit.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcAccessKeyStoreTest extends AccessKeyStoreContract {

  @RegisterExtension private final TemporaryDatabase database = new TemporaryDatabase();

  private final AccessKeyStore store = new JdbcAccessKeyStore(database.get(), database.vault());

  @Override
  protected AccessKeyStore store() {
    return store;
  }

  @Test
  void neitherSecretNorTokenLiesInTheDataDirectory() throws IOException {
    AccessKey key =
        new AccessKey(
            "ASIA1",
            "correct-horse",
            Principal.administrator(Samples.ACCOUNT, "ada").assuming("r", "s"),
            Samples.AT,
            Optional.of(
                new AccessKey.Temporary(
                    "battery-staple", Samples.AT.plus(Duration.ofHours(1)), Optional.empty())));
    store.create(key);
    database.reopen();

    List<Path> files;
    try (Stream<Path> all = Files.list(database.directory())) {
      files = all.toList();
    }
    for (Path file : files) {
      assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
          .doesNotContain("correct-horse")
          .doesNotContain("battery-staple");
    }
    assertThat(new JdbcAccessKeyStore(database.get(), database.vault()).find("ASIA1"))
        .contains(key);
  }

  @Test
  void aStoreOfKeysAloneStillNeedsItsMasterKey() throws IOException {
    store.create(
        new AccessKey(
            "AKIA1",
            "secret",
            Principal.administrator(Samples.ACCOUNT, "ada"),
            Samples.AT,
            Optional.empty()));
    Files.delete(database.keyFile());
    database.reopen();

    org.assertj.core.api.Assertions.assertThatThrownBy(
            () ->
                new JdbcSealedStore(database.get(), database.vault())
                    .put("name", java.util.Map.of()))
        .hasMessageContaining("missing");
    assertThat(database.keyFile()).doesNotExist();
  }
}
