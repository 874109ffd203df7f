package dev.baton.format.stored;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What texts mean, of those that were read last. A text means the same whenever it is read, so what
 * is remembered is never out of date: it spares the reading, not the question to the store. Bounded
 * in number and length. Safe for concurrent use, without a lock.
 *
 * @param <T> the meaning, which nobody can change
 */
public final class Remembered<T> {

  private static final int PLACES = 256;

  /** Longer texts, in characters, are read each time. */
  private static final int LONGEST = 32 * 1024;

  private record Known<T>(String text, T meaning) {}

  private final AtomicReferenceArray<@Nullable Known<T>> places =
      new AtomicReferenceArray<>(PLACES);

  /** The text's meaning: the remembered one, or else what is read, unless that throws. */
  public T of(String text, Supplier<T> reading) {
    if (text.length() > LONGEST) {
      return reading.get();
    }
    int place = spread(text.hashCode()) % PLACES;
    Known<T> known = places.get(place);
    if (known != null && known.text().equals(text)) {
      return known.meaning();
    }
    T meaning = reading.get();
    places.set(place, new Known<>(text, meaning));
    return meaning;
  }

  private static int spread(int hash) {
    return (hash ^ (hash >>> 16)) & Integer.MAX_VALUE;
  }
}
