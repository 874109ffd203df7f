package dev.baton.provider;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a buildspec writes for a secret: {@code secret-id[:json-key[:version-stage[:version-id]]]}.
 * The id may be an ARN with its own colons; a part that is empty is as good as absent (reference
 * codebuild.md section 5).
 */
record SecretReference(
    String id, Optional<String> jsonKey, Optional<String> stage, Optional<String> versionId) {

  /** {@code arn:PARTITION:secretsmanager:REGION:ACCOUNT:secret:NAME}. */
  private static final int ARN_PARTS = 7;

  private static final int KEYS = 3;

  /**
   * Reads a reference.
   *
   * @throws IllegalArgumentException with what is wrong, without the reference itself
   */
  static SecretReference parse(String reference) {
    List<String> parts = Arrays.asList(reference.split(":", -1));
    int idParts = reference.startsWith("arn:") ? ARN_PARTS : 1;
    if (parts.size() < idParts) {
      throw new IllegalArgumentException(
          "an ARN of a secret is arn:PARTITION:secretsmanager:REGION:ACCOUNT:secret:NAME");
    }
    if (idParts == ARN_PARTS
        && (!parts.get(2).equals("secretsmanager") || !parts.get(5).equals("secret"))) {
      throw new IllegalArgumentException("the ARN is not one of a secret");
    }
    if (parts.size() > idParts + KEYS) {
      throw new IllegalArgumentException(
          "it has too many parts; right is secret-id[:json-key[:version-stage[:version-id]]]");
    }
    if (parts.get(idParts - 1).isEmpty()) {
      throw new IllegalArgumentException("it names no secret");
    }
    var read =
        new SecretReference(
            String.join(":", parts.subList(0, idParts)),
            part(parts, idParts),
            part(parts, idParts + 1),
            part(parts, idParts + 2));
    if (read.stage().isPresent() && read.versionId().isPresent()) {
      throw new IllegalArgumentException(
          "it has a version stage and a version id; only one of them may be given");
    }
    return read;
  }

  private static Optional<String> part(List<String> parts, int index) {
    return index < parts.size() && !parts.get(index).isEmpty()
        ? Optional.of(parts.get(index))
        : Optional.empty();
  }

  /**
   * Under which names the secret is looked for, in this order. An ARN of another account or region
   * finds the secret of its name: a buildspec that was written for AWS runs here unchanged. AWS
   * ends an ARN with a dash and six characters that are no part of the name, and takes it without
   * them too.
   */
  List<String> candidates() {
    if (!id.startsWith("arn:")) {
      return List.of(id);
    }
    String name = id.substring(id.lastIndexOf(':') + 1);
    String bare = name.replaceFirst("-[A-Za-z0-9]{6}$", "");
    return bare.isEmpty() || bare.equals(name) ? List.of(id, name) : List.of(id, name, bare);
  }
}
