package dev.baton.app;

import dev.baton.api.aws.Caller;
import dev.baton.model.access.Principal;

/** The account and region of a data directory's resources, and who works in it. */
record Identity(String account, String region, String user) {

  private static final String ACCOUNT = "000000000000";
  private static final String REGION = "us-east-1";

  /** The one account and region of a local data directory. */
  static Identity local(String user) {
    return new Identity(ACCOUNT, REGION, user.isEmpty() ? "local" : user);
  }

  Caller caller() {
    return new Caller(Principal.administrator(account, user), region, true);
  }
}
