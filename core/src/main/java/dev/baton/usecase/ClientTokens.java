package dev.baton.usecase;

import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.port.Entropy;
import dev.baton.port.IdSource;
import dev.baton.port.SecretStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The tokens with which partners' workers show that a job is theirs. Each partner's type has one;
 * it is the value of an ordinary secret, so that whoever may read secrets can give it to the
 * worker, and a new value takes the place of one that leaked.
 */
public final class ClientTokens {

  private static final String SECRETS = "codepipeline/third-party/";

  private static final int BYTES = 32;

  private final SecretStore secrets;
  private final IdSource ids;
  private final Entropy entropy;
  private final InstantSource clock;

  public ClientTokens(SecretStore secrets, IdSource ids, Entropy entropy, InstantSource clock) {
    this.secrets = secrets;
    this.ids = ids;
    this.entropy = entropy;
    this.clock = clock;
  }

  /** The client for which a type's jobs are done; the same as long as the type has its name. */
  static String clientId(String account, String region, ActionTypeId type) {
    String named = account + "/" + region + "/" + type;
    return UUID.nameUUIDFromBytes(named.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** The name of the secret that holds a client's token. */
  public static String secretOf(String clientId) {
    return SECRETS + clientId;
  }

  /**
   * Sees to it that a type's client has a token; one that it has stays.
   *
   * @throws Refused when the secret waits for its deletion
   */
  void ensure(String account, String region, ActionTypeId type) {
    String name = secretOf(clientId(account, region, type));
    if (current(name).isPresent()) {
      return;
    }
    var notes =
        new SecretStore.Notes(
            Optional.of("The clientToken of workers for the action type " + type),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Optional.empty());
    String token = HexFormat.of().formatHex(entropy.bytes(BYTES));
    var fresh = new SecretStore.Fresh(ids.uuid(), token, false);
    boolean made = secrets.create(name, notes, Optional.of(fresh), clock.instant()).isPresent();
    if (!made && current(name).isEmpty()) {
      throw Refused.because(
          "Validation",
          Problem.Kind.CONFLICT,
          "The secret "
              + name
              + ", which holds the client token, has no value or waits for its deletion: restore"
              + " it, or put a value.");
    }
  }

  /** Judges what a worker shows, in the same time whatever it is; refused as InvalidClientToken. */
  void check(String clientId, String shown) {
    boolean right =
        current(secretOf(clientId))
            .map(token -> MessageDigest.isEqual(digest(token), digest(shown)))
            .orElse(false);
    if (!right) {
      throw Refused.because(
          "InvalidClientToken",
          Problem.Kind.USER,
          "The client token is not the one of client " + clientId + ".");
    }
  }

  private Optional<String> current(String name) {
    return secrets.get(name, Optional.empty(), Optional.empty()).map(SecretStore.Value::value);
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
