package dev.baton.api.aws.logs;

import dev.baton.api.aws.logs.LogGroups.Stream;
import dev.baton.api.aws.logs.LogSearch.Moment;
import dev.baton.port.LogStore.Most;
import dev.baton.port.LogStore.Placed;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The lines of several streams in the order of time; those of one time in the order of their
 * builds, those of one build as they stand. A stream is opened when its build's beginning is
 * reached, and let go at its end, so that as many are held as builds ran at once.
 */
final class MergedLines {

  /** How much of a stream is read at a time. */
  private static final Most SOME = new Most(2_000, 64 * 1024);

  private final LogLines logs;
  private final long begin;
  private final Optional<Moment> reached;
  private final Deque<Stream> waiting;
  private final PriorityQueue<Cursor> open = new PriorityQueue<>(Comparator.naturalOrder());

  /** A line of a stream. */
  record Found(String stream, Placed placed, Moment moment) {}

  /**
   * Begins.
   *
   * @param streams in any order
   * @param begin the earliest time, in milliseconds since the epoch
   * @param reached the line after which to go on
   */
  MergedLines(LogLines logs, List<Stream> streams, long begin, Optional<Moment> reached) {
    this.logs = logs;
    this.begin = begin;
    this.reached = reached;
    this.waiting =
        new ArrayDeque<>(streams.stream().sorted(Comparator.comparing(Stream::startedAt)).toList());
  }

  /** The next line; the same until {@link #advance}. */
  Optional<Found> peek() {
    while (!waiting.isEmpty() && mayBeNext(waiting.getFirst())) {
      Cursor cursor = new Cursor(waiting.removeFirst());
      if (cursor.fill()) {
        open.add(cursor);
      }
    }
    return Optional.ofNullable(open.peek()).map(Cursor::found);
  }

  /** No line is older than its build's beginning, in the milliseconds that are stored. */
  private boolean mayBeNext(Stream stream) {
    Cursor first = open.peek();
    return first == null || stream.startedAt().toEpochMilli() <= first.millis();
  }

  /** Goes on behind the line that {@link #peek} shows. */
  void advance() {
    Cursor cursor = open.remove();
    cursor.lines.removeFirst();
    if (cursor.fill()) {
      open.add(cursor);
    }
  }

  private final class Cursor implements Comparable<Cursor> {

    private final Stream stream;
    private final Deque<Placed> lines = new ArrayDeque<>();
    private long offset;

    Cursor(Stream stream) {
      this.stream = stream;
      this.offset = reached.map(moment -> behind(stream, moment)).orElseGet(() -> seek(begin));
    }

    /** Where this stream goes on when the lines up to a moment are done with. */
    private long behind(Stream stream, Moment moment) {
      if (stream.sequence() == moment.sequence()) {
        return moment.next();
      }
      return seek(stream.sequence() < moment.sequence() ? moment.millis() + 1 : moment.millis());
    }

    private long seek(long millis) {
      return millis == 0 ? 0 : logs.seek(stream, Instant.ofEpochMilli(millis));
    }

    /** Whether there is a line. */
    boolean fill() {
      if (lines.isEmpty()) {
        lines.addAll(logs.after(stream, offset, SOME));
        offset = lines.isEmpty() ? offset : lines.getLast().next();
      }
      return !lines.isEmpty();
    }

    long millis() {
      return lines.getFirst().line().at().toEpochMilli();
    }

    Found found() {
      Placed placed = lines.getFirst();
      return new Found(
          stream.name(), placed, new Moment(millis(), stream.sequence(), placed.next()));
    }

    @Override
    public int compareTo(Cursor other) {
      int byTime = Long.compare(millis(), other.millis());
      return byTime != 0 ? byTime : Long.compare(stream.sequence(), other.stream.sequence());
    }
  }
}
