package dev.baton.usecase;

import dev.baton.model.access.AccessKey;
import dev.baton.model.access.Principal;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.port.AccessKeyStore;
import dev.baton.port.Entropy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Makes, shows and revokes access keys. A secret is in the answer of the call that made it and in
 * no other.
 */
public final class AccessKeys {

  /** Of Base32, as in AWS's key ids. */
  private static final String ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private static final int ID_CHARACTERS = 16;
  private static final int SECRET_BYTES = 30;
  private static final int TOKEN_BYTES = 96;
  private static final int PAGE = 100;

  /** As IAM's user names. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9+=,.@_-]{1,64}");

  private final AccessKeyStore store;
  private final Entropy entropy;
  private final InstantSource clock;

  public AccessKeys(AccessKeyStore store, Entropy entropy, InstantSource clock) {
    this.store = store;
    this.entropy = entropy;
    this.clock = clock;
  }

  /**
   * Makes a key that lasts.
   *
   * @param owner an administrator or a user, under no role
   * @throws Refused as ValidationError for a name that IAM would not take, as LimitExceeded when
   *     there are too many keys
   */
  public AccessKey create(Principal owner) {
    if (owner.kind() == Principal.Kind.BUILD_SESSION || owner.role().isPresent()) {
      throw Refused.because(
          "AccessDenied", Problem.Kind.USER, "A session has temporary keys only: " + owner.arn());
    }
    if (!NAME.matcher(owner.name()).matches()) {
      throw Refused.because(
          "ValidationError",
          Problem.Kind.USER,
          "The specified value for userName is invalid. It must contain only alphanumeric"
              + " characters and/or the following: +=,.@_- and have at most 64 of them");
    }
    AccessKey key = lasting(owner);
    store.create(key);
    return key;
  }

  /**
   * Makes the first administrator's key, unless an administrator has one. Its secret is handed over
   * before the key is good for anything: whoever is killed in between has a secret of no key, and
   * the next call makes another; never a key whose secret nobody has.
   *
   * @param keeper keeps the key where it outlasts this process; may throw, then there is no key
   */
  public void first(String account, String name, Consumer<AccessKey> keeper) {
    if (hasAdministrator(account)) {
      return;
    }
    AccessKey key = lasting(Principal.administrator(account, name));
    keeper.accept(key);
    store.create(key);
  }

  private AccessKey lasting(Principal owner) {
    return new AccessKey(id("AKIA"), secret(), owner, now(), Optional.empty());
  }

  private boolean hasAdministrator(String account) {
    Optional<String> after = Optional.empty();
    while (true) {
      List<AccessKeyStore.Listed> page = store.list(account, PAGE, after);
      if (page.stream().anyMatch(k -> k.owner().kind() == Principal.Kind.ADMINISTRATOR)) {
        return true;
      }
      if (page.size() < PAGE) {
        return false;
      }
      after = Optional.of(page.getLast().id());
    }
  }

  /**
   * Makes a temporary key.
   *
   * @param owner what the key shows
   * @param parent the key that asks for it, if a key does; revoked with that one
   * @param duration from now on; the caller has checked its bounds
   */
  public AccessKey temporary(Principal owner, Optional<String> parent, Duration duration) {
    Instant now = now();
    String token = Base64.getEncoder().encodeToString(entropy.bytes(TOKEN_BYTES));
    AccessKey key =
        new AccessKey(
            id("ASIA"),
            secret(),
            owner,
            now,
            Optional.of(new AccessKey.Temporary(token, now.plus(duration), parent)));
    store.create(key);
    return key;
  }

  /** A key by its id, to judge a signature with; asked for every request. */
  public Optional<AccessKey> find(String id) {
    return store.find(id);
  }

  /** Keys that last, oldest first. */
  public List<AccessKeyStore.Listed> list(String account, int limit, Optional<String> after) {
    return store.list(account, limit, after);
  }

  /**
   * Makes a key useless at once, with the temporary keys that were made under it.
   *
   * @throws Refused as NoSuchEntity when there is none of that id
   */
  public void revoke(String id) {
    if (!store.revoke(id)) {
      throw Refused.because(
          "NoSuchEntity",
          Problem.Kind.NOT_FOUND,
          "The Access Key with id " + id + " cannot be found.");
    }
  }

  private Instant now() {
    return clock.instant();
  }

  private String id(String prefix) {
    StringBuilder id = new StringBuilder(prefix);
    for (byte each : entropy.bytes(ID_CHARACTERS)) {
      id.append(ID_ALPHABET.charAt(each & 31));
    }
    return id.toString();
  }

  private String secret() {
    return Base64.getEncoder().encodeToString(entropy.bytes(SECRET_BYTES));
  }
}
