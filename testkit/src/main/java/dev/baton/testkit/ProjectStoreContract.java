package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.port.ProjectStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link ProjectStore} must do. */
public abstract class ProjectStoreContract {

  private static final Instant LATER = Samples.AT.plusSeconds(5);

  /** The store under test, the same at each call, empty at first. */
  protected abstract ProjectStore store();

  @Test
  void aProjectIsFoundAsItCame() {
    put("a", "{ \"name\" : \"a\" }", Samples.AT);

    assertThat(store().find(Samples.ACCOUNT, Samples.REGION, "a"))
        .contains(new ProjectStore.Stored("a", "{ \"name\" : \"a\" }", Samples.AT, Samples.AT));
    assertThat(store().find(Samples.ACCOUNT, "us-east-1", "a")).isEmpty();
  }

  @Test
  void aProjectThatIsPutAgainKeepsWhenItWasCreated() {
    put("a", "{}", Samples.AT);

    put("a", "{\"v\":2}", LATER);

    assertThat(store().find(Samples.ACCOUNT, Samples.REGION, "a"))
        .contains(new ProjectStore.Stored("a", "{\"v\":2}", Samples.AT, LATER));
  }

  @Test
  void aDeletedProjectIsGone() {
    put("a", "{}", Samples.AT);

    assertThat(store().delete(Samples.ACCOUNT, Samples.REGION, "a")).isTrue();
    assertThat(store().delete(Samples.ACCOUNT, Samples.REGION, "a")).isFalse();
    assertThat(store().find(Samples.ACCOUNT, Samples.REGION, "a")).isEmpty();
  }

  @Test
  void projectsAreListedByNameAndPageByPage() {
    for (String name : List.of("c", "a", "b")) {
      put(name, "{}", Samples.AT);
    }
    store().put("999999999999", Samples.REGION, "d", "{}", Samples.AT);

    assertThat(names(2, "")).containsExactly("a", "b");
    assertThat(names(2, "b")).containsExactly("c");
  }

  private List<String> names(int limit, String after) {
    return store().list(Samples.ACCOUNT, Samples.REGION, limit, after).stream()
        .map(ProjectStore.Stored::name)
        .toList();
  }

  private void put(String name, String document, Instant at) {
    store().put(Samples.ACCOUNT, Samples.REGION, name, document, at);
  }
}
