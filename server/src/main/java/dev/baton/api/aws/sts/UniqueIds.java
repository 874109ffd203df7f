package dev.baton.api.aws.sts;

import dev.baton.model.access.Principal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Unique ids in IAM's form, always the same for the same name. */
final class UniqueIds {

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int CHARACTERS = 17;

  private UniqueIds() {}

  /** {@code AIDA...} of a user; {@code AROA...:SESSION} under a role. */
  static String of(Principal principal) {
    return principal
        .role()
        .map(
            role ->
                "AROA"
                    + derived(principal.account() + "/role/" + role.name())
                    + ":"
                    + role.session())
        .orElseGet(() -> "AIDA" + derived(principal.account() + "/user/" + principal.name()));
  }

  private static String derived(String name) {
    byte[] hash;
    try {
      hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < CHARACTERS; i++) {
      id.append(ALPHABET.charAt(hash[i] & 31));
    }
    return id.toString();
  }
}
