package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.model.access.AccessKey;
import dev.baton.model.access.Principal;
import dev.baton.model.document.Refused;
import dev.baton.port.AccessKeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link AccessKeyStore} must do. */
public abstract class AccessKeyStoreContract {

  private static final Instant AT = Samples.AT;
  private static final Principal ADA = Principal.administrator(Samples.ACCOUNT, "ada");
  private static final Principal BUILD =
      Principal.buildSession(
          Samples.ACCOUNT, "builder", "site:0f8fad5b-d9cb-469f-a165-70867728950e");

  /** The store under test, the same at each call, empty at first. */
  protected abstract AccessKeyStore store();

  @Test
  void aKeyIsFoundAsItWasCreated() {
    AccessKey key = lasting("AKIA1", ADA);
    store().create(key);

    assertThat(store().find("AKIA1")).contains(key);
    assertThat(store().find("AKIA1")).contains(key);
    assertThat(store().find("AKIA2")).isEmpty();
    assertThat(store().find("akia1")).isEmpty();
  }

  @Test
  void aTemporaryKeyIsFoundAsItWasCreated() {
    store().create(lasting("AKIA1", ADA));
    AccessKey ofRole =
        temporary("ASIA1", ADA.assuming("deployer", "me@home"), Optional.of("AKIA1"), AT);
    AccessKey ofBuild = temporary("ASIA2", BUILD, Optional.empty(), AT);
    store().create(ofRole);
    store().create(ofBuild);

    assertThat(store().find("ASIA1")).contains(ofRole);
    assertThat(store().find("ASIA2")).contains(ofBuild);
  }

  @Test
  void anIdIsTakenOnce() {
    store().create(lasting("AKIA1", ADA));

    assertThatThrownBy(() -> store().create(lasting("AKIA1", BUILD)))
        .isInstanceOf(Refused.class)
        .extracting(e -> ((Refused) e).code())
        .isEqualTo("EntityAlreadyExists");
    assertThat(store().find("AKIA1").orElseThrow().owner()).isEqualTo(ADA);
  }

  @Test
  void aRevokedKeyIsGoneAtOnce() {
    store().create(lasting("AKIA1", ADA));
    store().create(lasting("AKIA2", ADA));
    store().find("AKIA1");

    assertThat(store().revoke("AKIA1")).isTrue();

    assertThat(store().find("AKIA1")).isEmpty();
    assertThat(store().find("AKIA2")).isPresent();
    assertThat(store().revoke("AKIA1")).isFalse();
  }

  @Test
  void aRevokedKeyTakesAlongWhatItAskedFor() {
    store().create(lasting("AKIA1", ADA));
    store().create(lasting("AKIA2", ADA));
    store().create(temporary("ASIA1", ADA.assuming("r", "s"), Optional.of("AKIA1"), AT));
    store().create(temporary("ASIA2", ADA.assuming("r", "s"), Optional.of("ASIA1"), AT));
    store().create(temporary("ASIA3", ADA.assuming("r", "s"), Optional.of("AKIA2"), AT));
    store().find("ASIA2");

    store().revoke("AKIA1");

    assertThat(store().find("ASIA1")).isEmpty();
    assertThat(store().find("ASIA2")).isEmpty();
    assertThat(store().find("ASIA3")).isPresent();
  }

  @Test
  void aKeyThatIsGoneHasNoChildren() {
    AccessKey orphan = temporary("ASIA1", ADA.assuming("r", "s"), Optional.of("AKIA1"), AT);

    assertThatThrownBy(() -> store().create(orphan))
        .isInstanceOf(Refused.class)
        .extracting(e -> ((Refused) e).code())
        .isEqualTo("NoSuchEntity");
    assertThat(store().find("ASIA1")).isEmpty();
  }

  @Test
  void aKeyThatIsOverIsForgottenWhenAnotherComes() {
    store().create(temporary("ASIA1", BUILD, Optional.empty(), AT));
    assertThat(store().find("ASIA1").orElseThrow().isExpired(AT.plus(Duration.ofHours(1))))
        .isTrue();

    store().create(temporary("ASIA2", BUILD, Optional.empty(), AT.plus(Duration.ofHours(1))));

    assertThat(store().find("ASIA1")).isEmpty();
    assertThat(store().find("ASIA2")).isPresent();
  }

  @Test
  void aKeyThatIsOverIsRememberedForThoseItAskedFor() {
    Instant sooner = AT.plus(Duration.ofMinutes(30));
    Instant later = AT.plus(Duration.ofMinutes(75));
    store().create(lasting("AKIA1", ADA));
    store().create(temporary("ASIA1", ADA.assuming("r", "s"), Optional.of("AKIA1"), AT));
    store().create(temporary("ASIA2", ADA.assuming("r", "s"), Optional.of("ASIA1"), sooner));
    store().create(temporary("ASIA3", BUILD, Optional.empty(), later));

    store().revoke("AKIA1");

    assertThat(store().find("ASIA2")).isEmpty();
    assertThat(store().find("ASIA3")).isPresent();
  }

  @Test
  void lastingKeysAreListedOldestFirstInPages() {
    Principal stranger = Principal.user("999999999999", "eve");
    store().create(lasting("AKIA3", ADA));
    store().create(lasting("AKIA1", Principal.user(Samples.ACCOUNT, "bob")));
    store().create(lasting("AKIA9", stranger));
    store().create(temporary("ASIA1", BUILD, Optional.empty(), AT));
    store().create(lasting("AKIA2", ADA));

    assertThat(store().list(Samples.ACCOUNT, 2, Optional.empty()))
        .containsExactly(
            new AccessKeyStore.Listed("AKIA3", ADA, AT),
            new AccessKeyStore.Listed("AKIA1", Principal.user(Samples.ACCOUNT, "bob"), AT));
    assertThat(store().list(Samples.ACCOUNT, 2, Optional.of("AKIA1")))
        .extracting(AccessKeyStore.Listed::id)
        .containsExactly("AKIA2");
    assertThat(store().list(Samples.ACCOUNT, 2, Optional.of("AKIA2"))).isEmpty();
  }

  @Test
  void lastingKeysAreBounded() {
    for (int i = 0; i < AccessKeyStore.LASTING; i++) {
      store().create(lasting("AKIA" + i, ADA));
    }

    assertThatThrownBy(() -> store().create(lasting("AKIAX", ADA)))
        .isInstanceOf(Refused.class)
        .extracting(e -> ((Refused) e).code())
        .isEqualTo("LimitExceeded");
    assertThat(store().find("AKIAX")).isEmpty();
  }

  private static AccessKey lasting(String id, Principal owner) {
    return new AccessKey(id, "secret of " + id, owner, AT, Optional.empty());
  }

  /** Good for an hour. */
  private static AccessKey temporary(
      String id, Principal owner, Optional<String> parent, Instant at) {
    return new AccessKey(
        id,
        "secret of " + id,
        owner,
        at,
        Optional.of(
            new AccessKey.Temporary("token of " + id, at.plus(Duration.ofHours(1)), parent)));
  }
}
