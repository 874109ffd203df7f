package dev.baton.engine;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long is tried to record what happened while the store cannot take it, a full disk, say.
 *
 * @param tries how often in all, at least once
 * @param first the longest first pause; each further one may be twice as long
 * @param longest the longest pause of all
 * @param chance at least 0 and less than 1, anew at each call: so that many who failed together do
 *     not try again together
 * @param rest lets time pass
 */
public record Patience(
    int tries, Duration first, Duration longest, DoubleSupplier chance, Rest rest) {

  /** Lets time pass. */
  @FunctionalInterface
  public interface Rest {
    void of(Duration pause) throws InterruptedException;
  }

  /** The pause after that many failures: at least half of the longest that is due then. */
  public Duration pause(int failures) {
    Duration due = first;
    for (int i = 1; i < failures && due.compareTo(longest) < 0; i++) {
      due = due.multipliedBy(2);
    }
    long half = (due.compareTo(longest) < 0 ? due : longest).toNanos() / 2;
    return Duration.ofNanos(half + (long) (half * chance.getAsDouble()));
  }

  /** Rests after that many failures. */
  public void rest(int failures) throws InterruptedException {
    rest.of(pause(failures));
  }
}
