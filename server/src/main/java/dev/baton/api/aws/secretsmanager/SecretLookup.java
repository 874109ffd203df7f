package dev.baton.api.aws.secretsmanager;

import static dev.baton.api.aws.AwsFault.required;

import dev.baton.port.SecretStore;
import dev.baton.port.SecretStore.Fresh;
import dev.baton.port.SecretStore.Notes;
import dev.baton.port.SecretStore.Secret;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Secrets as requests name them. One whose time has come is not there, swept away or not. */
final class SecretLookup {

  private final SecretStore store;
  private final InstantSource clock;

  SecretLookup(SecretStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  SecretStore store() {
    return store;
  }

  Instant now() {
    return clock.instant();
  }

  /** A secret that may be marked for deletion; empty when there is none. */
  Optional<Secret> any(@Nullable String id) {
    return store.describe(required(id, "secretId")).filter(secret -> !isDue(secret));
  }

  boolean isDue(Secret secret) {
    return secret.notes().deletion().filter(it -> !it.due().isAfter(now())).isPresent();
  }

  /**
   * A secret that is not marked for deletion.
   *
   * @throws dev.baton.api.aws.AwsFault when there is none
   */
  Secret live(@Nullable String id) {
    Secret secret = any(id).orElseThrow(SecretFaults::notFound);
    if (secret.notes().deletion().isPresent()) {
      throw SecretFaults.deleted();
    }
    return secret;
  }

  /** Changes a secret that is not marked for deletion. */
  Secret change(Secret secret, Optional<Fresh> fresh, UnaryOperator<Secret> change) {
    return store
        .change(
            secret.arn(),
            fresh,
            before -> {
              if (before.notes().deletion().isPresent()) {
                throw SecretFaults.deleted();
              }
              return change.apply(before);
            },
            now())
        .orElseThrow(SecretFaults::notFound);
  }

  /** Changes the notes of a secret that is not marked for deletion. */
  Secret note(@Nullable String id, UnaryOperator<Notes> change) {
    return change(live(id), Optional.empty(), secret -> secret.with(change.apply(secret.notes())));
  }
}
