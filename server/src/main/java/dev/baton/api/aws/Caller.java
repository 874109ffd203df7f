package dev.baton.api.aws;

import dev.baton.model.access.Principal;
import dev.baton.model.audit.Origin;

/**
 * Who asks, and in which region.
 *
 * @param owner whether it is the owner of the data directory, at work on the same machine: only
 *     that one may name its files
 * @param origin as it goes on record
 */
public record Caller(Principal principal, String region, boolean owner, Origin origin) {

  /** One who asks from nowhere but here. */
  public Caller(Principal principal, String region, boolean owner) {
    this(principal, region, owner, Origin.LOCAL);
  }

  /** The same one, asking from there. */
  public Caller from(String address, String agent, String requestId) {
    return new Caller(principal, region, owner, origin.from(address, agent, requestId));
  }

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
