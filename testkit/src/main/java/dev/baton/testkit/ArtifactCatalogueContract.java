package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.artifact.Digest;
import dev.baton.port.ArtifactCatalogue;
import dev.baton.port.ArtifactCatalogue.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link ArtifactCatalogue} must do. */
public abstract class ArtifactCatalogueContract {

  private static final Digest OLD = new Digest("a".repeat(64));
  private static final Digest NEW = new Digest("b".repeat(64));

  /** The catalogue under test, the same at each call, empty at first. */
  protected abstract ArtifactCatalogue catalogue();

  @Test
  void whatWasPutIsTheLatest() {
    Entry entry = put("key", OLD);

    assertThat(entry.location()).isEqualTo(at("key"));
    assertThat(entry.size()).isEqualTo(42);
    assertThat(catalogue().latest(at("key"))).contains(entry);
    assertThat(catalogue().latest(at("other"))).isEmpty();
  }

  @Test
  void anOlderVersionStays() {
    Entry first = put("key", OLD);
    Entry second = put("key", NEW);

    assertThat(catalogue().latest(at("key"))).contains(second);
    assertThat(catalogue().version(at("key"), first.version())).contains(first);
    assertThat(catalogue().version(at("other"), first.version())).isEmpty();
    assertThat(catalogue().version(at("key"), "none")).isEmpty();
  }

  @Test
  void sameContentIsANewVersionAllTheSame() {
    assertThat(put("key", OLD).version()).isNotEqualTo(put("key", OLD).version());
  }

  @Test
  void aListHoldsTheLatestOfEachKeyByName() {
    put("a/2", OLD);
    put("a/1", OLD);
    put("a/2", NEW);
    put("b", OLD);
    put("a%", OLD);

    assertThat(catalogue().list("bucket", "a/", 10))
        .extracting(entry -> entry.location().key())
        .containsExactly("a/1", "a/2");
    assertThat(catalogue().list("bucket", "a/2", 10))
        .extracting(Entry::digest)
        .containsExactly(NEW);
    assertThat(catalogue().list("bucket", "", 2)).hasSize(2);
    assertThat(catalogue().list("other", "", 2)).isEqualTo(List.of());
  }

  private Entry put(String key, Digest digest) {
    return catalogue().put(at(key), digest, 42, Samples.AT);
  }

  private static ArtifactLocation at(String key) {
    return new ArtifactLocation("bucket", key);
  }
}
