package dev.baton.app;

import dev.baton.engine.Patience;
import dev.baton.port.Waypoint;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a process is put through to show what it survives, by system properties that only tests set:
 * {@code baton.kill=POINT/N} kills it at the N-th passing of a point, {@code baton.room=PAGES} lets
 * the disk be full once its database has grown by so many pages, {@code baton.tries=N} makes it
 * impatient with that. Without them it lives as usual.
 */
record Trial(Waypoint.Observer waypoints, OptionalLong room, Patience patience) {

  /** About half a minute in all: enough to free a disk, and not to be taken for a hang. */
  private static final int USUAL_TRIES = 12;

  static Trial fromProperties() {
    Optional<String> kill = Optional.ofNullable(System.getProperty("baton.kill"));
    Optional<Long> room = Optional.ofNullable(Long.getLong("baton.room"));
    return new Trial(
        kill.map(KillSwitch::of).orElse(Waypoint.Observer.NONE),
        room.map(OptionalLong::of).orElse(OptionalLong.empty()),
        new Patience(
            Integer.getInteger("baton.tries", USUAL_TRIES),
            Duration.ofMillis(100),
            Duration.ofSeconds(5),
            () -> ThreadLocalRandom.current().nextDouble(),
            Thread::sleep));
  }
}
