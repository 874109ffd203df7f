package dev.baton.engine.build;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who may run: so many builds at a time, and of a project with a limit so many of its own. First
 * come, first served; a build that its project's limit holds back holds up nobody else.
 */
final class BuildQueue {

  private final int atOnce;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Place> waiting = new LinkedHashSet<>();
  private final Map<String, Integer> runningOf = new HashMap<>();
  private int running;

  /**
   * @param atOnce how many builds run at the same time
   */
  BuildQueue(int atOnce) {
    this.atOnce = atOnce;
  }

  /**
   * Takes the last place.
   *
   * @param project what the limit counts
   */
  Place enter(String project, Optional<Integer> limit) {
    Place place = new Place(project, limit.orElse(Integer.MAX_VALUE));
    lock.lock();
    try {
      waiting.add(place);
      admit();
    } finally {
      lock.unlock();
    }
    return place;
  }

  /** How full it is at this moment. */
  BuildYard.Load load() {
    lock.lock();
    try {
      return new BuildYard.Load(running, waiting.size(), atOnce);
    } finally {
      lock.unlock();
    }
  }

  private void admit() {
    var next = waiting.iterator();
    while (running < atOnce && next.hasNext()) {
      Place place = next.next();
      if (runningOf.getOrDefault(place.project, 0) < place.limit) {
        next.remove();
        running++;
        runningOf.merge(place.project, 1, Integer::sum);
        place.state = Place.State.RUNNING;
        place.admitted.countDown();
      }
    }
  }

  /** One build's place. */
  final class Place {

    private enum State {
      WAITING,
      RUNNING,
      LEFT
    }

    private final String project;
    private final int limit;
    private final CountDownLatch admitted = new CountDownLatch(1);
    private State state = State.WAITING;

    private Place(String project, int limit) {
      this.project = project;
      this.limit = limit;
    }

    /** Waits for its turn; false when that did not come in time. The place is kept either way. */
    boolean await(Duration patience) throws InterruptedException {
      return admitted.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Gives the place up; may be called again. */
    void leave() {
      lock.lock();
      try {
        if (state == State.WAITING) {
          waiting.remove(this);
        } else if (state == State.RUNNING) {
          running--;
          runningOf.computeIfPresent(project, (_, count) -> count == 1 ? null : count - 1);
        }
        state = State.LEFT;
        admit();
      } finally {
        lock.unlock();
      }
    }
  }
}
