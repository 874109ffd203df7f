package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.model.document.Refused;
import dev.baton.port.ResourceStore;
import dev.baton.port.ResourceStore.Key;
import dev.baton.port.ResourceStore.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link ResourceStore} must do. */
public abstract class ResourceStoreContract {

  private static final Instant LATER = Samples.AT.plusSeconds(5);
  private static final Key HOOK = key("hook", "a");
  private static final int MOST = 3;

  /** The store under test, the same at each call, empty at first. */
  protected abstract ResourceStore store();

  private static Key key(String kind, String name) {
    return new Key(kind, Samples.ACCOUNT, Samples.REGION, name);
  }

  private boolean create(Key key, String document, Optional<String> secret) {
    return store().create(key, document, secret, Samples.AT, MOST);
  }

  private Stored found(Key key) {
    return store().find(key).orElseThrow();
  }

  @Test
  void aResourceIsFoundAsItCameAndNowhereElse() {
    assertThat(create(HOOK, "{ \"n\" : 1 }", Optional.empty())).isTrue();

    assertThat(store().find(HOOK))
        .contains(new Stored(HOOK, "{ \"n\" : 1 }", Samples.AT, Samples.AT));
    assertThat(store().find(key("other", "a"))).isEmpty();
    assertThat(store().find(new Key("hook", "999999999999", Samples.REGION, "a"))).isEmpty();
    assertThat(store().find(new Key("hook", Samples.ACCOUNT, "us-east-1", "a"))).isEmpty();
  }

  @Test
  void aNameThatIsTakenStaysWhatItIs() {
    create(HOOK, "{}", Optional.of("old"));

    assertThat(create(HOOK, "{\"v\":2}", Optional.of("new"))).isFalse();

    assertThat(found(HOOK).document()).isEqualTo("{}");
    assertThat(store().secret(HOOK)).contains("old");
  }

  @Test
  void aSecretIsGivenBackAndBelongsToItsResource() {
    create(HOOK, "{}", Optional.of("s3cret"));
    create(key("hook", "b"), "{}", Optional.empty());

    assertThat(store().secret(HOOK)).contains("s3cret");
    assertThat(store().secret(key("hook", "b"))).isEmpty();
    assertThat(store().secret(key("hook", "none"))).isEmpty();
  }

  @Test
  void anAmendedResourceKeepsItsSecretAndWhenItWasCreated() {
    create(HOOK, "{}", Optional.of("s3cret"));

    assertThat(store().amend(found(HOOK), "{\"v\":2}", LATER)).isTrue();

    assertThat(found(HOOK)).isEqualTo(new Stored(HOOK, "{\"v\":2}", Samples.AT, LATER));
    assertThat(store().secret(HOOK)).contains("s3cret");
  }

  @Test
  void aReplacedResourceHasTheNewSecretOrNone() {
    create(HOOK, "{}", Optional.of("old"));

    assertThat(store().replace(found(HOOK), "{}", Optional.of("new"), LATER)).isTrue();
    assertThat(store().secret(HOOK)).contains("new");

    assertThat(store().replace(found(HOOK), "{}", Optional.empty(), LATER)).isTrue();
    assertThat(store().secret(HOOK)).isEmpty();
  }

  @Test
  void whatWasChangedMeanwhileIsNotOverwritten() {
    create(HOOK, "{}", Optional.of("old"));
    Stored before = found(HOOK);
    store().amend(before, "{\"v\":2}", LATER);

    assertThat(store().amend(before, "{\"v\":3}", LATER)).isFalse();
    assertThat(store().replace(before, "{\"v\":3}", Optional.of("new"), LATER)).isFalse();
    assertThat(found(HOOK).document()).isEqualTo("{\"v\":2}");
    assertThat(store().secret(HOOK)).contains("old");
  }

  @Test
  void aDeletedResourceIsGoneWithItsSecret() {
    create(HOOK, "{}", Optional.of("s3cret"));
    Stored before = found(HOOK);

    assertThat(store().delete(HOOK)).isTrue();

    assertThat(store().delete(HOOK)).isFalse();
    assertThat(store().find(HOOK)).isEmpty();
    assertThat(store().secret(HOOK)).isEmpty();
    assertThat(store().amend(before, "{}", LATER)).isFalse();
  }

  @Test
  void aKindIsBoundedForEachAccountAndRegion() {
    for (String name : List.of("a", "b", "c")) {
      create(key("hook", name), "{}", Optional.empty());
    }

    assertThatThrownBy(() -> create(key("hook", "d"), "{}", Optional.empty()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("3");
    assertThat(create(key("hook", "a"), "{}", Optional.empty())).isFalse();
    assertThat(create(key("other", "d"), "{}", Optional.empty())).isTrue();
    assertThat(create(new Key("hook", Samples.ACCOUNT, "us-east-1", "d"), "{}", Optional.empty()))
        .isTrue();
  }

  @Test
  void resourcesAreListedByNameAndPageByPage() {
    for (String name : List.of("c", "a", "b")) {
      create(key("hook", name), "{}", Optional.empty());
    }
    create(key("other", "aa"), "{}", Optional.empty());

    assertThat(names(2, "")).containsExactly("a", "b");
    assertThat(names(2, "b")).containsExactly("c");
  }

  private List<String> names(int limit, String after) {
    return store().list("hook", Samples.ACCOUNT, Samples.REGION, limit, after).stream()
        .map(stored -> stored.key().name())
        .toList();
  }
}
