package dev.baton.api.aws;

/**
 * Who asks, and for which account and region.
 *
 * @param arn of the principal, as approvals and transitions record it
 */
public record Caller(String account, String region, String arn) {

  /** The principal's last name, as CodeBuild's {@code initiator} shows it. */
  public String name() {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
