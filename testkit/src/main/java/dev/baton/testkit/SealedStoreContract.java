package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.port.SealedStore;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link SealedStore} must do. */
public abstract class SealedStoreContract {

  /** The store under test, the same at each call, empty at first. */
  protected abstract SealedStore store();

  @Test
  void contentIsReadAsItWasPut() {
    store().put("name", Map.of("PATH", "/bin", "EMPTY", ""));

    assertThat(store().get("name")).contains(Map.of("PATH", "/bin", "EMPTY", ""));
    assertThat(store().get("other")).isEmpty();
  }

  @Test
  void laterContentTakesThePlace() {
    store().put("name", Map.of("A", "1"));
    store().put("name", Map.of("B", "2"));

    assertThat(store().get("name")).contains(Map.of("B", "2"));
  }

  @Test
  void deletedContentIsGone() {
    store().put("name", Map.of());

    store().delete("name");
    store().delete("name");

    assertThat(store().get("name")).isEmpty();
  }
}
