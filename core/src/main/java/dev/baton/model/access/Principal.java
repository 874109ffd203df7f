package dev.baton.model.access;

import java.util.Optional;

/**
 * Who asks, as a key or a session shows it.
 *
 * @param kind what may be asked; a role that was assumed neither widens nor narrows it
 * @param name the user's name; of a build session the build's id, {@code PROJECT:UUID}
 * @param role under which it acts; always there in a build session
 */
public record Principal(String account, Kind kind, String name, Optional<Role> role) {

  /** What a principal may do at most. */
  public enum Kind {
    /** Everything. */
    ADMINISTRATOR,
    /** Everything but keys, roles and the server's own settings. */
    USER,
    /** What a build needs of its own project: no approvals, no keys, no other project. */
    BUILD_SESSION
  }

  /**
   * A role that was assumed.
   *
   * @param name without its path
   * @param session the name of the session, as ARNs and records show it
   */
  public record Role(String name, String session) {}

  public Principal {
    if (kind == Kind.BUILD_SESSION && (role.isEmpty() || name.indexOf(':') < 1)) {
      throw new IllegalArgumentException("a build session has a build id and a role");
    }
  }

  /** One who may do everything. */
  public static Principal administrator(String account, String name) {
    return new Principal(account, Kind.ADMINISTRATOR, name, Optional.empty());
  }

  /** One who works with pipelines and builds. */
  public static Principal user(String account, String name) {
    return new Principal(account, Kind.USER, name, Optional.empty());
  }

  /**
   * A build, for as long as it runs. Its session is called as CodeBuild calls it.
   *
   * @param role the name of the project's service role, without its path
   * @param build {@code PROJECT:UUID}
   */
  public static Principal buildSession(String account, String role, String build) {
    String uuid = build.substring(build.indexOf(':') + 1);
    return new Principal(
        account, Kind.BUILD_SESSION, build, Optional.of(new Role(role, "AWSCodeBuild-" + uuid)));
  }

  /** The same one, acting under a role in place of the role it had. */
  public Principal assuming(String roleName, String session) {
    return new Principal(account, kind, name, Optional.of(new Role(roleName, session)));
  }

  /** The project that a build session belongs to; empty for others. */
  public Optional<String> project() {
    return kind == Kind.BUILD_SESSION
        ? Optional.of(name.substring(0, name.indexOf(':')))
        : Optional.empty();
  }

  /**
   * As AWS names it: {@code arn:aws:iam::ACCOUNT:user/NAME}, or under a role {@code
   * arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION}.
   */
  public String arn() {
    return role.map(
            r -> "arn:aws:sts::" + account + ":assumed-role/" + r.name() + "/" + r.session())
        .orElseGet(() -> "arn:aws:iam::" + account + ":user/" + name);
  }

  @Override
  public String toString() {
    return arn();
  }
}
