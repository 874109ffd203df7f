package dev.baton.app;

import dev.baton.adapter.process.Signals;
import dev.baton.port.Waypoint;
import java.util.concurrent.atomic.AtomicInteger;

/** Ends this very process with SIGKILL at the N-th passing of a named point. */
final class KillSwitch implements Waypoint.Observer {

  private final Waypoint point;
  private final AtomicInteger left;

  private KillSwitch(Waypoint point, int passing) {
    this.point = point;
    this.left = new AtomicInteger(passing);
  }

  /** From {@code POINT/N}. */
  static Waypoint.Observer of(String text) {
    String[] parts = text.split("/", 2);
    return new KillSwitch(Waypoint.valueOf(parts[0]), Integer.parseInt(parts[1]));
  }

  @Override
  public void passed(Waypoint passed) {
    if (passed == point && left.decrementAndGet() == 0) {
      new Signals().send(ProcessHandle.current().pid(), Signals.KILL);
    }
  }
}
