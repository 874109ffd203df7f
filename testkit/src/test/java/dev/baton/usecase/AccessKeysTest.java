package dev.baton.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.model.access.AccessKey;
import dev.baton.model.access.Principal;
import dev.baton.model.document.Refused;
import dev.baton.port.PortException;
import dev.baton.testkit.InMemoryAccessKeyStore;
import dev.baton.testkit.ManualClock;
import dev.baton.testkit.Samples;
import dev.baton.testkit.SeededEntropy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessKeysTest {

  private static final Principal ADA = Principal.administrator(Samples.ACCOUNT, "ada");
  private static final Principal BOB = Principal.user(Samples.ACCOUNT, "bob");
  private static final Principal BUILD =
      Principal.buildSession(Samples.ACCOUNT, "builder", "site:0f8fad5b");

  private final ManualClock clock = new ManualClock();
  private final InMemoryAccessKeyStore store = new InMemoryAccessKeyStore();
  private final AccessKeys keys = new AccessKeys(store, new SeededEntropy(), clock);

  @Test
  void aKeyHasTheFormOfAws() {
    AccessKey key = keys.create(ADA);

    assertThat(key.id()).matches("AKIA[A-Z2-7]{16}");
    assertThat(key.secret()).matches("[A-Za-z0-9+/]{40}");
    assertThat(key.temporary()).isEmpty();
    assertThat(store.find(key.id())).contains(key);
  }

  @Test
  void noTwoKeysAreAlike() {
    AccessKey one = keys.create(ADA);
    AccessKey two = keys.create(ADA);

    assertThat(one.id()).isNotEqualTo(two.id());
    assertThat(one.secret()).isNotEqualTo(two.secret());
  }

  @Test
  void aKeyPrintsNoSecret() {
    AccessKey lasting = keys.create(ADA);
    AccessKey temporary = keys.temporary(BUILD, Optional.empty(), Duration.ofHours(1));

    assertThat(lasting.toString()).doesNotContain(lasting.secret());
    assertThat(temporary.toString() + temporary.temporary())
        .doesNotContain(temporary.secret())
        .doesNotContain(temporary.temporary().orElseThrow().token());
  }

  @Test
  void theFirstAdministratorHasOneKey() {
    List<AccessKey> kept = new ArrayList<>();

    keys.first(Samples.ACCOUNT, "admin", kept::add);
    keys.first(Samples.ACCOUNT, "admin", kept::add);

    assertThat(kept)
        .singleElement()
        .satisfies(
            key -> {
              assertThat(key.owner()).isEqualTo(Principal.administrator(Samples.ACCOUNT, "admin"));
              assertThat(keys.find(key.id())).contains(key);
            });
  }

  @Test
  void theFirstKeyIsGoodForNothingUntilItsSecretIsKept() {
    List<AccessKey> lost = new ArrayList<>();
    List<AccessKey> kept = new ArrayList<>();

    assertThatThrownBy(
            () ->
                keys.first(
                    Samples.ACCOUNT,
                    "admin",
                    key -> {
                      lost.add(key);
                      throw new PortException("no space left", false);
                    }))
        .isInstanceOf(PortException.class);
    keys.first(Samples.ACCOUNT, "admin", kept::add);

    assertThat(keys.find(lost.getFirst().id())).isEmpty();
    assertThat(keys.find(kept.getFirst().id())).isPresent();
  }

  @Test
  void aUsersKeyIsNoAdministrators() {
    for (int i = 0; i < 101; i++) {
      keys.create(BOB);
    }
    List<AccessKey> kept = new ArrayList<>();

    keys.first(Samples.ACCOUNT, "admin", kept::add);

    assertThat(kept).hasSize(1);
  }

  @Test
  void aTemporaryKeyEndsInTime() {
    AccessKey key =
        keys.temporary(ADA.assuming("deployer", "s"), Optional.empty(), Duration.ofMinutes(15));

    assertThat(key.id()).matches("ASIA[A-Z2-7]{16}");
    assertThat(key.temporary().orElseThrow().token()).hasSize(128);
    assertThat(key.isExpired(clock.advance(Duration.ofMinutes(15).minusNanos(1)))).isFalse();
    assertThat(key.isExpired(clock.advance(Duration.ofNanos(1)))).isTrue();
  }

  @Test
  void aSessionHasNoLastingKey() {
    assertThatThrownBy(() -> keys.create(BUILD)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> keys.create(ADA.assuming("r", "s"))).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "a:b", "a\nb", "\u00e4", "<script>"})
  void aNameIsOneThatIamTakes(String name) {
    assertThatThrownBy(() -> keys.create(Principal.user(Samples.ACCOUNT, name)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("userName");
  }

  @Test
  void revokingWhatIsNotThereIsRefusedByName() {
    AccessKey key = keys.create(BOB);
    keys.revoke(key.id());

    assertThatThrownBy(() -> keys.revoke(key.id()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(key.id());
  }

  @Test
  void principalsAreNamedAsAwsNamesThem() {
    assertThat(ADA.arn()).isEqualTo("arn:aws:iam::123456789012:user/ada");
    assertThat(ADA.assuming("deployer", "me").arn())
        .isEqualTo("arn:aws:sts::123456789012:assumed-role/deployer/me");
    assertThat(BUILD.arn())
        .isEqualTo("arn:aws:sts::123456789012:assumed-role/builder/AWSCodeBuild-0f8fad5b");
    assertThat(BUILD.assuming("r", "s").project()).contains("site");
    assertThat(ADA.project()).isEmpty();
  }
}
