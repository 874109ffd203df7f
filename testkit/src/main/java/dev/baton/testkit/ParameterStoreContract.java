package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.port.ParameterStore;
import dev.baton.port.ParameterStore.Parameter;
import dev.baton.port.ParameterStore.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link ParameterStore} must do. */
public abstract class ParameterStoreContract {

  /** The store under test, the same at each call, empty at first. */
  protected abstract ParameterStore store();

  @Test
  void aParameterIsReadAsItWasPut() {
    Parameter put = put("/app/db", "s3cr\u00e9t\n\uD83D\uDE80").orElseThrow();

    assertThat(put)
        .isEqualTo(
            new Parameter(
                "/app/db",
                Type.SECURE_STRING,
                "s3cr\u00e9t\n\uD83D\uDE80",
                1,
                Samples.AT,
                Map.of()));
    assertThat(store().get("/app/db")).contains(put);
    assertThat(store().get("/app/other")).isEmpty();
  }

  @Test
  void withoutOverwriteTheFirstValueStays() {
    put("name", "one");

    assertThat(store().put("name", Type.STRING, "two", false, Samples.AT)).isEmpty();
    assertThat(store().get("name").orElseThrow().value()).isEqualTo("one");
  }

  @Test
  void everyVersionCanBeAskedFor() {
    put("name", "one");
    put("name", "two");

    assertThat(store().get("name").orElseThrow().version()).isEqualTo(2);
    assertThat(store().get("name:1").orElseThrow().value()).isEqualTo("one");
    assertThat(store().get("name:2").orElseThrow().value()).isEqualTo("two");
    assertThat(store().get("name:3")).isEmpty();
  }

  @Test
  void parametersAreListedByNameAndPageByPage() {
    for (String name : List.of("/b", "/a/2", "/a/1")) {
      put(name, "old");
      put(name, "new");
    }

    assertThat(store().list("/a/", 10, ""))
        .extracting(Parameter::name)
        .containsExactly("/a/1", "/a/2");
    assertThat(store().list("", 1, "/a/1")).extracting(Parameter::name).containsExactly("/a/2");
    assertThat(store().list("/b", 10, "")).extracting(Parameter::value).containsExactly("new");
  }

  @Test
  void aDeletedParameterBeginsAgain() {
    put("name", "one");

    assertThat(store().delete("name")).isTrue();
    assertThat(store().delete("name")).isFalse();
    assertThat(store().get("name")).isEmpty();
    assertThat(store().get("name:1")).isEmpty();

    assertThat(put("name", "two").orElseThrow().version()).isEqualTo(1);
  }

  private Optional<Parameter> put(String name, String value) {
    return store().put(name, Type.SECURE_STRING, value, true, Samples.AT);
  }
}
