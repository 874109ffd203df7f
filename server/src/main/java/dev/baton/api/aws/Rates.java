package dev.baton.api.aws;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * How often each caller may ask: a bucket for each access key, and one for each address from which
 * somebody shows none that is good. What strangers do never costs those who have a key. Safe for
 * concurrent use, without a lock: it is asked for every request.
 */
public final class Rates {

  /** How many buckets there are at the most. */
  private static final int BUCKETS = 20_000;

  private static final double SECOND = 1_000_000_000.0;

  /** How long nobody looks for full buckets again, in nanoseconds. */
  private static final long SWEEP = 1_000_000_000;

  private static final Pattern ADDRESS = Pattern.compile("\\[?[0-9a-fA-F:.]+]?");

  private final Limits limits;
  private final LongSupplier nanos;
  private final Buckets keys;
  private final Buckets strangers;
  private final LongAdder unknown = new LongAdder();
  private final LongAdder throttledKeys = new LongAdder();
  private final LongAdder throttledStrangers = new LongAdder();

  /**
   * What has happened so far.
   *
   * @param unknown requests whose sender did not show who it is
   * @param throttledKeys requests of a good key that were too many
   * @param throttledStrangers those of {@code unknown} that were too many
   */
  public record Seen(long unknown, long throttledKeys, long throttledStrangers) {}

  /**
   * What holds.
   *
   * @param keys for each key; a rate of 0 is no limit
   * @param strangers for each address
   * @param sparesLoopback whether callers on this machine are not counted
   */
  public record Limits(Limit keys, Limit strangers, boolean sparesLoopback) {

    /** What holds unless somebody says otherwise. */
    public static final Limits USUAL =
        new Limits(new Limit(1_000, 2_000), new Limit(100, 1_000), true);
  }

  /**
   * A limit.
   *
   * @param rate requests a second, in the long run
   * @param burst how many may come at once after a rest
   */
  public record Limit(int rate, int burst) {}

  /**
   * Limits by a clock.
   *
   * @param nanos a clock that only goes forward, in nanoseconds
   */
  public Rates(Limits limits, LongSupplier nanos) {
    this.limits = limits;
    this.nanos = nanos;
    this.keys = new Buckets(limits.keys());
    this.strangers = new Buckets(limits.strangers());
  }

  /**
   * Counts a request that a key has signed.
   *
   * @throws AwsFault when it is one too many
   */
  public void count(String keyId, String address) {
    if (limits.keys().rate() > 0 && !keys.take(keyId, nanos.getAsLong()) && !isSpared(address)) {
      throttledKeys.increment();
      throw new AwsFault("ThrottlingException", 400, "Rate exceeded");
    }
  }

  /**
   * Counts a request that nobody has signed as it should be.
   *
   * @throws AwsFault when it is one too many; otherwise it is answered as it deserves
   */
  public void countStranger(String address) {
    unknown.increment();
    if (!strangers.take(address, nanos.getAsLong()) && !isSpared(address)) {
      throttledStrangers.increment();
      throw new AwsFault("ThrottlingException", 400, "Rate exceeded");
    }
  }

  /** What was counted since the start. */
  public Seen seen() {
    return new Seen(unknown.sum(), throttledKeys.sum(), throttledStrangers.sum());
  }

  private boolean isSpared(String address) {
    return limits.sparesLoopback() && isLoopback(address);
  }

  /** Of an address as text, which is not looked up. */
  private static boolean isLoopback(String address) {
    if (!ADDRESS.matcher(address).matches()) {
      return false;
    }
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** How many buckets are held. */
  int held() {
    return keys.held() + strangers.held();
  }

  /**
   * Each bucket is the moment at which it will be full again (the generic cell rate algorithm): one
   * that is full need not be held.
   */
  private static final class Buckets {

    private final long interval;
    private final long tolerance;
    private final ConcurrentHashMap<String, AtomicLong> fullAt = new ConcurrentHashMap<>();

    private final AtomicLong nextSweep = new AtomicLong(Long.MIN_VALUE);

    /** For whom there was no room: they share one. */
    private final AtomicLong others = new AtomicLong(Long.MIN_VALUE);

    Buckets(Limit limit) {
      interval = limit.rate() == 0 ? 0 : Math.max(1, Math.round(SECOND / limit.rate()));
      tolerance = interval * (limit.burst() - 1);
    }

    boolean take(String name, long now) {
      AtomicLong bucket = bucket(name, now);
      while (true) {
        long full = bucket.get();
        long from = Math.max(full, now);
        if (from - now > tolerance) {
          return false;
        }
        if (bucket.compareAndSet(full, from + interval)) {
          return true;
        }
      }
    }

    private AtomicLong bucket(String name, long now) {
      AtomicLong known = fullAt.get(name);
      if (known != null) {
        return known;
      }
      long sweep = nextSweep.get();
      if (fullAt.size() >= BUCKETS && now >= sweep && nextSweep.compareAndSet(sweep, now + SWEEP)) {
        fullAt.values().removeIf(full -> full.get() <= now);
      }
      return fullAt.size() >= BUCKETS
          ? others
          : fullAt.computeIfAbsent(name, _ -> new AtomicLong(Long.MIN_VALUE));
    }

    int held() {
      return fullAt.size();
    }
  }
}
