package dev.baton.port;

import dev.baton.port.LogStore.Most;
import dev.baton.port.LogStore.Placed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * Log groups and streams that callers make and write to, beside the logs of builds. The events of a
 * stream stand in the order of their times; those of one time in the order in which they came.
 * Durable once a call returns; safe for concurrent use; each call is one transaction.
 *
 * <p>A group holds so many bytes of events at the most; beyond, its oldest ones go.
 */
public interface EventLogs {

  /**
   * Makes a group.
   *
   * @return false when there is one of that name
   * @throws dev.baton.model.document.Refused as {@code LimitExceeded} when there are too many
   */
  boolean create(Key key, Map<String, String> tags, Instant at);

  Optional<Group> find(Key key);

  /** Every group, by name. */
  List<Group> groups(String account, String region);

  /**
   * Changes how long a group's events are kept, and its tags.
   *
   * @param change may be called again; what it throws ends the call
   * @return false when there is no such group
   */
  boolean amend(Key key, UnaryOperator<Notes> change);

  /** Deletes a group with its streams and events; false when there was none. */
  boolean delete(Key key);

  /**
   * Makes a stream.
   *
   * @return false when there is one of that name
   * @throws dev.baton.model.document.Refused when there is no such group, or it has too many
   */
  boolean createStream(Key key, String stream, Instant at);

  /** The streams of a group, by name; none when there is no such group. */
  List<Stream> streams(Key key);

  Optional<Stream> stream(Key key, String stream);

  /** Deletes a stream with its events; false when there was none. */
  boolean deleteStream(Key key, String stream);

  /**
   * Adds events.
   *
   * @return false when there is no such stream
   */
  boolean put(Key key, String stream, List<Event> events, Instant at);

  /** As {@link LogStore#after}. */
  List<Placed> after(long stream, long offset, Most most);

  /** As {@link LogStore#before}. */
  List<Placed> before(long stream, long offset, Most most);

  /** As {@link LogStore#seek}. */
  long seek(long stream, Instant at);

  /** Deletes the events that are older than their groups keep them; how many there were. */
  int expire(Instant now);

  /** What a group is called. */
  record Key(String account, String region, String name) {}

  /**
   * A group.
   *
   * @param bytes of the messages in it
   */
  record Group(Key key, Instant created, Notes notes, long bytes) {}

  /**
   * What is noted of a group.
   *
   * @param retentionDays empty: events stay until there are too many
   */
  record Notes(OptionalInt retentionDays, Map<String, String> tags) {

    public Notes {
      tags = Map.copyOf(tags);
    }
  }

  /**
   * A stream.
   *
   * @param id which no other stream has, or will have
   * @param first the time of its first event
   * @param ingested when an event last came
   */
  record Stream(
      long id,
      String name,
      Instant created,
      Optional<Instant> first,
      Optional<Instant> last,
      Optional<Instant> ingested) {}

  /** A time, in whole milliseconds, and what was said. */
  record Event(Instant at, String message) {

    @Override
    public String toString() {
      return "an event of " + at;
    }
  }
}
