package dev.baton.testkit;

import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.port.EventLogs;
import dev.baton.port.LogStore.Line;
import dev.baton.port.LogStore.Most;
import dev.baton.port.LogStore.Placed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Callers' logs in memory, behind one lock; a group holds whatever comes. */
public final class InMemoryEventLogs implements EventLogs {

  private static final int NUMBER_BITS = 20;

  private final Map<Key, Kept> groups = new TreeMap<>(Comparator.comparing(Key::toString));
  private long streams;

  private static final class Kept {
    private final Instant created;
    private final NavigableMap<String, Written> streams = new TreeMap<>();
    private Notes notes;

    Kept(Instant created, Notes notes) {
      this.created = created;
      this.notes = notes;
    }

    Group group(Key key) {
      long bytes =
          streams.values().stream()
              .flatMap(stream -> stream.events.values().stream())
              .mapToLong(String::length)
              .sum();
      return new Group(key, created, notes, bytes);
    }
  }

  private static final class Written {
    private final long id;
    private final Instant created;
    private final NavigableMap<Long, String> events = new TreeMap<>();
    private Optional<Instant> ingested = Optional.empty();

    Written(long id, Instant created) {
      this.id = id;
      this.created = created;
    }

    Stream stream(String name) {
      Optional<NavigableMap<Long, String>> some = Optional.of(events).filter(e -> !e.isEmpty());
      return new Stream(
          id,
          name,
          created,
          some.map(e -> at(e.firstKey())),
          some.map(e -> at(e.lastKey())),
          ingested);
    }
  }

  @Override
  public synchronized boolean create(Key key, Map<String, String> tags, Instant at) {
    return groups.putIfAbsent(key, new Kept(at, new Notes(OptionalInt.empty(), tags))) == null;
  }

  @Override
  public synchronized Optional<Group> find(Key key) {
    return Optional.ofNullable(groups.get(key)).map(kept -> kept.group(key));
  }

  @Override
  public synchronized List<Group> groups(String account, String region) {
    return groups.entrySet().stream()
        .filter(group -> group.getKey().account().equals(account))
        .filter(group -> group.getKey().region().equals(region))
        .map(group -> group.getValue().group(group.getKey()))
        .sorted(Comparator.comparing(group -> group.key().name()))
        .toList();
  }

  @Override
  public synchronized boolean amend(Key key, UnaryOperator<Notes> change) {
    Optional<Kept> kept = Optional.ofNullable(groups.get(key));
    kept.ifPresent(group -> group.notes = change.apply(group.notes));
    return kept.isPresent();
  }

  @Override
  public synchronized boolean delete(Key key) {
    return groups.remove(key) != null;
  }

  @Override
  public synchronized boolean createStream(Key key, String stream, Instant at) {
    Kept kept =
        Optional.ofNullable(groups.get(key))
            .orElseThrow(
                () ->
                    Refused.because(
                        "ResourceNotFound", Problem.Kind.NOT_FOUND, "There is no such group"));
    return kept.streams.putIfAbsent(stream, new Written(++streams, at)) == null;
  }

  @Override
  public synchronized List<Stream> streams(Key key) {
    List<Stream> all = new ArrayList<>();
    Optional.ofNullable(groups.get(key))
        .ifPresent(kept -> kept.streams.forEach((name, it) -> all.add(it.stream(name))));
    return all;
  }

  @Override
  public synchronized Optional<Stream> stream(Key key, String stream) {
    return streams(key).stream().filter(it -> it.name().equals(stream)).findFirst();
  }

  @Override
  public synchronized boolean deleteStream(Key key, String stream) {
    return Optional.ofNullable(groups.get(key))
        .map(kept -> kept.streams.remove(stream))
        .isPresent();
  }

  @Override
  public synchronized boolean put(Key key, String stream, List<Event> events, Instant at) {
    Optional<Written> found =
        Optional.ofNullable(groups.get(key)).map(kept -> kept.streams.get(stream));
    found.ifPresent(
        written -> {
          written.ingested = Optional.of(at);
          for (Event event : events) {
            long place = event.at().toEpochMilli() << NUMBER_BITS;
            while (written.events.containsKey(place)) {
              place++;
            }
            written.events.put(place, event.message());
          }
        });
    return found.isPresent();
  }

  @Override
  public synchronized List<Placed> after(long stream, long offset, Most most) {
    return some(events(stream).tailMap(offset, true), most);
  }

  @Override
  public synchronized List<Placed> before(long stream, long offset, Most most) {
    return some(events(stream).headMap(offset, false).descendingMap(), most).reversed();
  }

  @Override
  public long seek(long stream, Instant at) {
    return Math.clamp(at.toEpochMilli(), 0, Long.MAX_VALUE >> NUMBER_BITS) << NUMBER_BITS;
  }

  @Override
  public synchronized int expire(Instant now) {
    int before = count();
    for (Kept kept : groups.values()) {
      kept.notes
          .retentionDays()
          .ifPresent(
              days -> {
                long old = seek(0, now.minus(Duration.ofDays(days)));
                kept.streams.values().forEach(it -> it.events.headMap(old, false).clear());
              });
    }
    return before - count();
  }

  private int count() {
    return groups.values().stream()
        .map(kept -> kept.streams.values())
        .flatMap(Collection::stream)
        .mapToInt(written -> written.events.size())
        .sum();
  }

  private NavigableMap<Long, String> events(long stream) {
    return groups.values().stream()
        .flatMap(kept -> kept.streams.values().stream())
        .filter(written -> written.id == stream)
        .findFirst()
        .map(written -> written.events)
        .orElseGet(TreeMap::new);
  }

  private static List<Placed> some(Map<Long, String> events, Most most) {
    List<Placed> some = new ArrayList<>();
    long bytes = 0;
    for (Map.Entry<Long, String> event : events.entrySet()) {
      if (some.size() == most.lines() || bytes >= most.bytes()) {
        break;
      }
      long place = event.getKey();
      some.add(new Placed(place, place + 1, new Line(at(place), event.getValue())));
      bytes += event.getValue().length();
    }
    return some;
  }

  private static Instant at(long place) {
    return Instant.ofEpochMilli(place >> NUMBER_BITS);
  }
}
