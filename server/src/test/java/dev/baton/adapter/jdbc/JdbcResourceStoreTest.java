package dev.baton.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.port.PortException;
import dev.baton.port.ResourceStore;
import dev.baton.testkit.ResourceStoreContract;
import dev.baton.testkit.Samples;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcResourceStoreTest extends ResourceStoreContract {

  private static final ResourceStore.Key HOOK =
      new ResourceStore.Key("hook", Samples.ACCOUNT, Samples.REGION, "mine");

  @RegisterExtension private final TemporaryDatabase database = new TemporaryDatabase();

  @Override
  protected ResourceStore store() {
    return new JdbcResourceStore(database.get(), database::vault);
  }

  @Test
  void aResourceAndItsSecretOutliveTheProcess() {
    store().create(HOOK, "{}", Optional.of("s3cret"), Samples.AT, 9);

    database.reopen();

    assertThat(store().find(HOOK).orElseThrow().document()).isEqualTo("{}");
    assertThat(store().secret(HOOK)).contains("s3cret");
  }

  @Test
  void aSecretThatWasMovedToAnotherResourceIsNotOpened() {
    store().create(HOOK, "{}", Optional.of("s3cret"), Samples.AT, 9);
    database.get().write(sql -> sql.update("update resources set name = 'other'"));

    assertThatThrownBy(
            () ->
                store()
                    .secret(
                        new ResourceStore.Key("hook", Samples.ACCOUNT, Samples.REGION, "other")))
        .isInstanceOf(PortException.class)
        .hasMessageNotContaining("s3cret");
  }
}
