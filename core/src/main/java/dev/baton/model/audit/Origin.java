package dev.baton.model.audit;

import java.util.Optional;

/**
 * Where a call came from.
 *
 * @param keyId the id of the access key that signed it; empty where nothing is signed
 * @param address of the other end, or {@code local} for a command on the data directory itself
 * @param agent what the caller calls its program; shortened, and without control characters
 * @param requestId as the answer shows it; empty for a command on the data directory itself
 */
public record Origin(
    Optional<String> keyId, String address, String agent, Optional<String> requestId) {

  /** A command on the data directory itself. */
  public static final Origin LOCAL =
      new Origin(Optional.empty(), "local", "baton", Optional.empty());

  private static final int LONGEST = 256;

  public Origin {
    address = Texts.harmless(address, LONGEST);
    agent = Texts.harmless(agent, LONGEST);
  }

  /** Not known yet, but for the key. */
  public static Origin signedBy(String keyId) {
    return new Origin(Optional.of(keyId), "", "", Optional.empty());
  }

  /** The same key, from there. */
  public Origin from(String newAddress, String newAgent, String newRequestId) {
    return new Origin(keyId, newAddress, newAgent, Optional.of(newRequestId));
  }
}
