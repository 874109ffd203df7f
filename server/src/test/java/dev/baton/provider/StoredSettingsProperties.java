package dev.baton.provider;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.baton.model.document.Refused;
import dev.baton.testkit.InMemoryParameterStore;
import dev.baton.testkit.InMemorySecretStore;
import dev.baton.testkit.SeededIds;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

/** Whatever a reference is made of, empty stores refuse it and nothing else happens. */
final class StoredSettingsProperties {

  private final StoredSettings settings =
      new StoredSettings(new InMemoryParameterStore(), new InMemorySecretStore(new SeededIds()));

  @Property(tries = 500)
  void aReferenceThatNamesNothingIsRefused(@ForAll @StringLength(max = 40) String reference) {
    for (String tried : List.of(reference, "arn:" + reference, reference + "::::::" + reference)) {
      assertThatExceptionOfType(Refused.class).isThrownBy(() -> settings.secret(tried));
      assertThatExceptionOfType(Refused.class).isThrownBy(() -> settings.parameter(tried));
    }
  }
}
