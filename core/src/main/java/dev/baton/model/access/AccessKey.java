package dev.baton.model.access;

import java.time.Instant;
import java.util.Optional;

/**
 * A key with which requests are signed, and whose they are. It prints as its id: the secret and the
 * token go where they are asked for by name, and nowhere else.
 *
 * @param id {@code AKIA...}, of a temporary key {@code ASIA...}: 20 characters
 * @param secret 40 characters
 * @param temporary empty for a key that lasts until it is revoked
 */
public record AccessKey(
    String id, String secret, Principal owner, Instant createdAt, Optional<Temporary> temporary) {

  /**
   * What a temporary key has besides.
   *
   * @param token the session token that goes with each request
   * @param expiresAt from when on it is no good
   * @param parent the id of the key that asked for it, which takes it along when it is revoked;
   *     empty when no key did
   */
  public record Temporary(String token, Instant expiresAt, Optional<String> parent) {

    @Override
    public String toString() {
      return "until " + expiresAt;
    }
  }

  /** Whether it is over; a key that lasts never is. */
  public boolean isExpired(Instant now) {
    return temporary.filter(t -> !now.isBefore(t.expiresAt())).isPresent();
  }

  @Override
  public String toString() {
    return id + " of " + owner;
  }
}
