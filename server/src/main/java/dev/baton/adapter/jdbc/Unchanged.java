package dev.baton.adapter.jdbc;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was read since the database last changed. Its owner alone writes it: while no transaction of
 * the owner has ended, reading again would find the same. Whoever was told that a change is made
 * reads what was changed. From outside, every question is asked anew. Bounded; safe for concurrent
 * use, without a lock.
 *
 * @param <K> what is asked for
 * @param <V> the answer, which nobody can change
 */
final class Unchanged<K, V> {

  private static final int PLACES = 64;

  private record Known<K, V>(K key, long transactions, V value) {}

  private final Database database;
  private final AtomicReferenceArray<@Nullable Known<K, V>> places =
      new AtomicReferenceArray<>(PLACES);

  Unchanged(Database database) {
    this.database = database;
  }

  V of(K key, Supplier<V> reading) {
    // Before the reading: what is read while a transaction ends counts as older than that.
    OptionalLong transactions = database.transactions();
    if (transactions.isEmpty()) {
      return reading.get();
    }
    long now = transactions.getAsLong();
    int hash = key.hashCode();
    int place = ((hash ^ (hash >>> 16)) & Integer.MAX_VALUE) % PLACES;
    Known<K, V> known = places.get(place);
    if (known != null && known.transactions() == now && known.key().equals(key)) {
      return known.value();
    }
    V value = reading.get();
    places.set(place, new Known<>(key, now, value));
    return value;
  }
}
