package dev.baton.api.aws.secretsmanager;

import dev.baton.api.aws.AwsFault;

/** What Secrets Manager answers to what cannot be done. */
final class SecretFaults {

  private SecretFaults() {}

  static AwsFault notFound() {
    return new AwsFault(
        "ResourceNotFoundException", 400, "Secrets Manager can't find the specified secret.");
  }

  static AwsFault noValue(String which) {
    return new AwsFault(
        "ResourceNotFoundException",
        400,
        "Secrets Manager can't find the specified secret value for " + which + ".");
  }

  static AwsFault invalid(String message) {
    return new AwsFault("InvalidParameterException", 400, message);
  }

  static AwsFault request(String message) {
    return new AwsFault("InvalidRequestException", 400, message);
  }

  static AwsFault deleted() {
    return request(
        "You can't perform this operation on the secret because it was marked for deletion.");
  }

  static AwsFault tokenInUse(String token, String arn) {
    return new AwsFault(
        "ResourceExistsException",
        400,
        "You can't use ClientRequestToken %s because that value is already in use for a version of secret %s."
            .formatted(token, arn));
  }
}
