package dev.baton.app;

import dev.baton.adapter.process.Signals;
import dev.baton.port.Waypoint;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ends this very process with SIGKILL at a named point, to show what survives it. Set by the system
 * property {@value #PROPERTY}, {@code POINT/N}: at the N-th passing of the point.
 */
final class KillSwitch implements Waypoint.Observer {

  static final String PROPERTY = "baton.kill";

  private final Waypoint point;
  private final AtomicInteger left;

  private KillSwitch(Waypoint point, int passing) {
    this.point = point;
    this.left = new AtomicInteger(passing);
  }

  /** What the property asks for; observes nothing without it. */
  static Waypoint.Observer fromProperty() {
    return Optional.ofNullable(System.getProperty(PROPERTY))
        .map(text -> text.split("/", 2))
        .<Waypoint.Observer>map(
            parts -> new KillSwitch(Waypoint.valueOf(parts[0]), Integer.parseInt(parts[1])))
        .orElse(Waypoint.Observer.NONE);
  }

  @Override
  public void passed(Waypoint passed) {
    if (passed == point && left.decrementAndGet() == 0) {
      new Signals().send(ProcessHandle.current().pid(), Signals.KILL);
    }
  }
}
