package dev.baton.api.aws.logs;

import dev.baton.api.aws.logs.LogGroups.Stream;
import dev.baton.model.build.LogPlace;
import dev.baton.port.EventLogs;
import dev.baton.port.LogStore;
import dev.baton.port.LogStore.Most;
import dev.baton.port.LogStore.Placed;
import java.time.Instant;
import java.util.List;

/** The lines of a stream, whoever writes it: a build, or who puts events into it. */
final class LogLines {

  private final LogStore builds;
  private final EventLogs made;

  LogLines(LogStore builds, EventLogs made) {
    this.builds = builds;
    this.made = made;
  }

  List<Placed> after(Stream stream, long offset, Most most) {
    return stream
        .made()
        .map(id -> made.after(id, offset, most))
        .orElseGet(() -> builds.after(kept(stream).group(), kept(stream).name(), offset, most));
  }

  List<Placed> before(Stream stream, long offset, Most most) {
    return stream
        .made()
        .map(id -> made.before(id, offset, most))
        .orElseGet(() -> builds.before(kept(stream).group(), kept(stream).name(), offset, most));
  }

  long seek(Stream stream, Instant at) {
    return stream
        .made()
        .map(id -> made.seek(id, at))
        .orElseGet(() -> builds.seek(kept(stream).group(), kept(stream).name(), at));
  }

  private static LogPlace.Stream kept(Stream stream) {
    return stream.kept().orElseThrow();
  }
}
