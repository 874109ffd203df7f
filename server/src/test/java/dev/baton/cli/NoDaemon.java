package dev.baton.cli;

import java.util.List;
import java.util.Map;

/** For tests of commands that serve nothing. */
public final class NoDaemon implements Daemon {

  @Override
  public int serve(Session session, Wish wish) {
    throw new IllegalStateException("nothing should be served here");
  }

  @Override
  public List<Effective> configuration(Session session, Wish wish) {
    throw new IllegalStateException("nothing should be configured here");
  }

  @Override
  public Map<String, String> environment(Session session) {
    throw new IllegalStateException("nothing should serve here");
  }

  @Override
  public Backups backups() {
    throw new IllegalStateException("nothing should be backed up here");
  }
}
