package dev.baton.api.aws;

import dev.baton.model.access.Principal;

/**
 * Who asks, and in which region.
 *
 * @param owner whether it is the owner of the data directory, at work on the same machine: only
 *     that one may name its files
 */
public record Caller(Principal principal, String region, boolean owner) {

  public String account() {
    return principal.account();
  }

  /** Of the principal, as approvals and transitions record it. */
  public String arn() {
    return principal.arn();
  }

  /** The principal's last name, as CodeBuild's {@code initiator} shows it. */
  public String name() {
    return arn().substring(arn().lastIndexOf('/') + 1);
  }
}
