package dev.baton.port;

/**
 * Values of parameters and secrets by the references of buildspecs and projects.
 *
 * <p>A reference that does not resolve is refused (code {@code Decrypted Variables Error}); the
 * message names the reference, never a value.
 */
public interface Settings {

  /** A parameter by name; secret when it is a SecureString. */
  Setting parameter(String name);

  /**
   * {@code secret-id[:json-key[:version-stage[:version-id]]]}, the id a name or an ARN; always
   * secret.
   */
  Setting secret(String reference);

  /**
   * A value.
   *
   * @param secret whether it must be masked
   */
  record Setting(String value, boolean secret) {

    @Override
    public String toString() {
      return secret ? "***" : value;
    }
  }
}
