package dev.baton.api.aws.logs;

import dev.baton.api.aws.logs.LogGroups.Group;
import dev.baton.api.aws.logs.LogGroups.Stream;
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

  List<Placed> after(Group group, Stream stream, long offset, Most most) {
    return stream
        .made()
        .map(id -> made.after(id, offset, most))
        .orElseGet(() -> builds.after(group.name(), stream.name(), offset, most));
  }

  List<Placed> before(Group group, Stream stream, long offset, Most most) {
    return stream
        .made()
        .map(id -> made.before(id, offset, most))
        .orElseGet(() -> builds.before(group.name(), stream.name(), offset, most));
  }

  long seek(Group group, Stream stream, Instant at) {
    return stream
        .made()
        .map(id -> made.seek(id, at))
        .orElseGet(() -> builds.seek(group.name(), stream.name(), at));
  }
}
