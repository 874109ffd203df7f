package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.port.ActionProvider.ActionType.Bounds;
import dev.baton.port.CustomTypeStore;
import dev.baton.port.CustomTypeStore.Creation;
import dev.baton.port.CustomTypeStore.CustomType;
import dev.baton.port.CustomTypeStore.Partner;
import dev.baton.port.CustomTypeStore.Property;
import dev.baton.port.CustomTypeStore.Settings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link CustomTypeStore} must do. */
public abstract class CustomTypeStoreContract {

  /** The store under test, the same at each call, empty at first. */
  protected abstract CustomTypeStore store();

  private static CustomType type(String provider, int inputs) {
    return new CustomType(
        new ActionTypeId("Build", "Custom", provider, "1"),
        List.of(
            new Property("Oven", true, true, false, true, "which", "String"),
            new Property("Token", false, false, true, false, "", "")),
        new Bounds(0, inputs),
        new Bounds(0, 1),
        new Settings("", "https://a", "https://b/{ExternalExecutionId}", ""));
  }

  private Creation create(CustomType type) {
    return store().create(Samples.ACCOUNT, Samples.REGION, type, 2, Samples.AT);
  }

  private boolean delete(CustomType type) {
    return store().delete(Samples.ACCOUNT, Samples.REGION, type.id(), Samples.AT);
  }

  @Test
  void aTypeIsReadAsItWasMade() {
    CustomType type = type("Oven", 1);
    assertThat(create(type)).isEqualTo(Creation.CREATED);
    assertThat(store().find(Samples.ACCOUNT, Samples.REGION, type.id())).contains(type);
    assertThat(store().list(Samples.ACCOUNT, Samples.REGION)).containsExactly(type);
    assertThat(store().find("999999999999", Samples.REGION, type.id())).isEmpty();
    assertThat(store().list(Samples.ACCOUNT, "elsewhere")).isEmpty();
  }

  private static CustomType partners(String provider, String description) {
    return new CustomType(
        new ActionTypeId("Build", CustomType.THIRD_PARTY, provider, "1"),
        List.of(new Property("Oven", true, true, false, true, "which", "")),
        new Bounds(0, 10),
        new Bounds(0, 1),
        new Settings("https://c", "", "", ""),
        Optional.of(
            new Partner(description, List.of("*"), List.of(Samples.ACCOUNT), Optional.of(60))));
  }

  private boolean put(CustomType type) {
    return store().put(Samples.ACCOUNT, Samples.REGION, type, 2, Samples.AT);
  }

  @Test
  void aPutTypeReplacesTheOneOfItsName() {
    assertThat(put(partners("Oven", "first"))).isTrue();
    put(partners("Stove", "other"));
    assertThat(put(partners("Oven", "second"))).isTrue();
    CustomType type = partners("Oven", "second");
    assertThat(store().find(Samples.ACCOUNT, Samples.REGION, type.id())).contains(type);
    assertThat(store().list(Samples.ACCOUNT, Samples.REGION))
        .containsExactly(type, partners("Stove", "other"));
    assertThat(put(partners("Kiln", "one too many"))).isFalse();
    assertThat(store().list("999999999999", Samples.REGION)).isEmpty();
  }

  @Test
  void ownersHaveTypesOfTheSameName() {
    create(type("Oven", 1));
    put(partners("Oven", "a partner's"));
    assertThat(delete(type("Oven", 1))).isTrue();
    assertThat(store().list(Samples.ACCOUNT, Samples.REGION))
        .containsExactly(partners("Oven", "a partner's"));
  }

  @Test
  void aNameIsTakenOnce() {
    create(type("Oven", 1));
    assertThat(create(type("Oven", 1))).isEqualTo(Creation.EXISTS);
    assertThat(create(type("Oven", 2))).isEqualTo(Creation.EXISTS);
  }

  @Test
  void aDeletedTypeIsRememberedAndComesBackAsItWasOnly() {
    CustomType type = type("Oven", 1);
    create(type);
    assertThat(delete(type)).isTrue();
    assertThat(delete(type)).isFalse();
    assertThat(store().find(Samples.ACCOUNT, Samples.REGION, type.id())).isEmpty();
    assertThat(store().remembered(Samples.ACCOUNT, Samples.REGION, type.id())).contains(type);
    assertThat(create(type("Oven", 2))).isEqualTo(Creation.WAS_OTHER);
    assertThat(create(type)).isEqualTo(Creation.CREATED);
    assertThat(store().find(Samples.ACCOUNT, Samples.REGION, type.id())).contains(type);
  }

  @Test
  void thereAreSoManyAtTheMost() {
    create(type("One", 1));
    create(type("Two", 1));
    assertThat(create(type("Three", 1))).isEqualTo(Creation.FULL);
    delete(type("One", 1));
    assertThat(create(type("Three", 1))).isEqualTo(Creation.CREATED);
  }
}
