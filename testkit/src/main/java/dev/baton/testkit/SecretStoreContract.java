package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.port.SecretStore;
import dev.baton.port.SecretStore.Deletion;
import dev.baton.port.SecretStore.Fresh;
import dev.baton.port.SecretStore.Notes;
import dev.baton.port.SecretStore.Secret;
import dev.baton.port.SecretStore.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link SecretStore} must do. */
public abstract class SecretStoreContract {

  /** The store under test, the same at each call, empty at first. */
  protected abstract SecretStore store();

  @Test
  void aSecretIsReadByNameAndByArn() {
    Secret secret = put("db/password", "hush");

    assertThat(value("db/password")).isEqualTo("hush");
    assertThat(value(secret.arn())).isEqualTo("hush");
    assertThat(secret.arn())
        .matches("arn:aws:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:db/password-[A-Za-z0-9]{6}");
    assertThat(store().get("other", Optional.empty(), Optional.empty())).isEmpty();
    assertThat(store().describe(secret.arn() + "x")).isEmpty();
  }

  @Test
  void aNewValueTakesTheCurrentStageAndTheOldOneBecomesPrevious() {
    String arn = put("name", "one").arn();
    put("name", "two");
    Secret third = put("name", "three");

    assertThat(third.arn()).isEqualTo(arn);
    assertThat(value("name")).isEqualTo("three");
    assertThat(stage("AWSCURRENT").orElseThrow().value()).isEqualTo("three");
    assertThat(stage("AWSPREVIOUS").orElseThrow().value()).isEqualTo("two");
    assertThat(stage("AWSPENDING")).isEmpty();
    assertThat(third.versions().values().stream().map(SecretStore.Version::stages))
        .containsExactlyInAnyOrder(List.of("AWSCURRENT"), List.of("AWSPREVIOUS"), List.of());
  }

  @Test
  void everyVersionCanBeAskedFor() {
    Secret first = put("name", "one");
    put("name", "two");
    String version = first.versions().keySet().iterator().next();

    Value value = store().get("name", Optional.empty(), Optional.of(version)).orElseThrow();

    assertThat(value.value()).isEqualTo("one");
    assertThat(value.versionId()).isEqualTo(version);
    assertThat(store().get("name", Optional.empty(), Optional.of("none"))).isEmpty();
  }

  @Test
  void secretsAreListedByNameAndPageByPage() {
    for (String name : List.of("c", "a", "b")) {
      put(name, "x");
    }

    assertThat(store().list(2, "")).extracting(Secret::name).containsExactly("a", "b");
    assertThat(store().list(2, "b")).extracting(Secret::name).containsExactly("c");
  }

  @Test
  void aDeletedSecretIsGone() {
    put("name", "one");

    assertThat(store().delete("name")).isTrue();
    assertThat(store().delete("name")).isFalse();
    assertThat(store().describe("name")).isEmpty();
  }

  @Test
  void aValueIsNotInItsText() {
    put("name", "hush");

    assertThat(store().get("name", Optional.empty(), Optional.empty()).orElseThrow().toString())
        .doesNotContain("hush");
  }

  @Test
  void aSecretCanBeMadeWithoutAValue() {
    Notes notes =
        new Notes(
            Optional.of("what"),
            Optional.of("alias/k"),
            Map.of("team", "a"),
            Optional.of("{}"),
            Optional.empty());

    assertThat(store().create("name", notes, Optional.empty(), Samples.AT)).isPresent();
    assertThat(store().create("name", notes, Optional.empty(), Samples.AT)).isEmpty();
    assertThat(store().describe("name").orElseThrow().notes()).isEqualTo(notes);
    assertThat(store().get("name", Optional.empty(), Optional.empty())).isEmpty();
  }

  @Test
  void aVersionHasTheStagesThatItIsGiven() {
    put("name", "one");
    Fresh fresh = new Fresh("v2", "dHdv", true);
    store()
        .change("name", Optional.of(fresh), secret -> secret.moved("AWSPENDING", "v2"), Samples.AT);

    assertThat(value("name")).isEqualTo("one");
    assertThat(stage("AWSPENDING").orElseThrow().binary()).isTrue();

    store().change("name", Optional.empty(), s -> s.moved("AWSCURRENT", "v2"), Samples.AT);
    assertThat(stage("AWSCURRENT").orElseThrow().stages())
        .containsExactlyInAnyOrder("AWSCURRENT", "AWSPENDING");
    assertThat(stage("AWSPREVIOUS").orElseThrow().value()).isEqualTo("one");
    assertThat(store().change("other", Optional.empty(), s -> s, Samples.AT)).isEmpty();
  }

  @Test
  void aSecretThatIsToBeDeletedGivesNoValueAndGoesWhenItIsDue() {
    put("name", "one");
    put("other", "one");
    Instant due = Samples.AT.truncatedTo(ChronoUnit.MILLIS).plusSeconds(60);
    Deletion deletion = new Deletion(Samples.AT, due);
    store()
        .change(
            "name",
            Optional.empty(),
            s ->
                s.with(
                    new Notes(
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        Optional.of(deletion))),
            Samples.AT);

    assertThat(store().get("name", Optional.empty(), Optional.empty())).isEmpty();
    assertThat(store().list(9, "")).extracting(Secret::name).containsExactly("other");
    assertThat(store().list(9, "", true)).hasSize(2);
    assertThat(store().purge(due.minusMillis(1))).isZero();
    assertThat(store().describe("name").orElseThrow().notes().deletion()).contains(deletion);
    assertThat(store().purge(due)).isEqualTo(1);
    assertThat(store().describe("name")).isEmpty();
  }

  private Optional<Value> stage(String stage) {
    return store().get("name", Optional.of(stage), Optional.empty());
  }

  private String value(String nameOrArn) {
    return store().get(nameOrArn, Optional.empty(), Optional.empty()).orElseThrow().value();
  }

  private Secret put(String name, String value) {
    return store().put(name, value, Samples.AT);
  }
}
