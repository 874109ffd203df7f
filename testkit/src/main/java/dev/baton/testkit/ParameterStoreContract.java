package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.port.ParameterStore;
import dev.baton.port.ParameterStore.Details;
import dev.baton.port.ParameterStore.Draft;
import dev.baton.port.ParameterStore.Notes;
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

    assertThat(put.name()).isEqualTo("/app/db");
    assertThat(put.type()).isEqualTo(Type.SECURE_STRING);
    assertThat(put.value()).isEqualTo("s3cr\u00e9t\n\uD83D\uDE80");
    assertThat(put.version()).isEqualTo(1);
    assertThat(put.modifiedAt()).isEqualTo(Samples.AT);
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

  @Test
  void whatIsSaidOfAVersionIsKeptWithIt() {
    Details details =
        new Details(
            Optional.of("what"), Optional.of(".*"), Optional.of("alias/k"), "Advanced", "arn");
    store()
        .put(
            new Draft("name", Type.STRING, "one", false, details, Map.of("team", "a")), Samples.AT);
    store().put("name", Type.STRING, "two", true, Samples.AT);

    assertThat(store().history("name"))
        .extracting(Parameter::details)
        .containsExactly(details, Details.NONE);
    assertThat(store().get("name").orElseThrow().notes().tags()).containsEntry("team", "a");
    assertThat(store().history("other")).isEmpty();
  }

  @Test
  void aLabelNamesAVersion() {
    put("name", "one");
    put("name", "two");

    assertThat(store().amend("name", _ -> new Notes(Map.of("k", "v"), Map.of("live", 1L))))
        .isTrue();
    assertThat(store().amend("other", notes -> notes)).isFalse();

    assertThat(store().get("name:live").orElseThrow().value()).isEqualTo("one");
    assertThat(store().get("name:other")).isEmpty();
    assertThat(store().history("name").getFirst().labels()).containsExactly("live");
    assertThat(store().get("name").orElseThrow().labels()).isEmpty();
  }

  @Test
  void tagsAndLabelsGoWithTheParameter() {
    put("name", "one");
    store().amend("name", _ -> new Notes(Map.of("k", "v"), Map.of("live", 1L)));
    store().delete("name");

    assertThat(put("name", "two").orElseThrow().notes()).isEqualTo(Notes.NONE);
    assertThat(store().get("name:live")).isEmpty();
  }

  @Test
  void theSealedFormDoesNotShowTheValue() {
    assertThat(put("name", "hush").orElseThrow().sealed()).isNotEmpty().doesNotContain("hush");
  }

  private Optional<Parameter> put(String name, String value) {
    return store().put(name, Type.SECURE_STRING, value, true, Samples.AT);
  }
}
