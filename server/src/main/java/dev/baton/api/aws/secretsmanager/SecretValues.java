package dev.baton.api.aws.secretsmanager;

import dev.baton.api.aws.AwsFault;
import dev.baton.port.SecretStore.Fresh;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/** Secrets' values as requests give them and answers have them. */
final class SecretValues {

  private static final int MOST_BYTES = 65_536;

  private SecretValues() {}

  /**
   * The version that a request asks for; empty when it gives no value.
   *
   * @throws AwsFault when it gives two, or one of a size that no secret has
   */
  static Optional<Fresh> asked(String version, @Nullable String text, @Nullable SdkBytes bytes) {
    if (text != null && bytes != null) {
      throw SecretFaults.invalid("You can't specify both SecretString and SecretBinary.");
    }
    if (text != null) {
      check(text.getBytes(StandardCharsets.UTF_8).length, "SecretString");
      return Optional.of(new Fresh(version, text, false));
    }
    if (bytes != null) {
      byte[] content = bytes.asByteArray();
      check(content.length, "SecretBinary");
      return Optional.of(new Fresh(version, Base64.getEncoder().encodeToString(content), true));
    }
    return Optional.empty();
  }

  /** The bytes of a value that is one. */
  static SdkBytes bytes(String value) {
    return SdkBytes.fromByteArray(Base64.getDecoder().decode(value));
  }

  private static void check(int bytes, String member) {
    if (bytes < 1 || bytes > MOST_BYTES) {
      throw SecretFaults.invalid(
          member + " has " + bytes + " bytes; 1 to " + MOST_BYTES + " are allowed.");
    }
  }
}
