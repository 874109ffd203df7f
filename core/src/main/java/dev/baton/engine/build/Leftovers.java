package dev.baton.engine.build;

import dev.baton.engine.LogSubject;
import dev.baton.model.build.Build;
import dev.baton.model.build.Build.Context;
import dev.baton.model.build.BuildStatus;
import dev.baton.port.PortException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds that a killed owner left behind. One that resists does not hold up the others. */
final class Leftovers {

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  private static final String MESSAGE =
      "Interrupted: the Baton process that ran this build ended before the build did";

  private final BuildPorts ports;

  Leftovers(BuildPorts ports) {
    this.ports = ports;
  }

  /**
   * Ends their processes and records them as Interrupted.
   *
   * @param runsHere whether a build is this process's own
   */
  List<Build> end(Predicate<String> runsHere) {
    List<Build> ended = new ArrayList<>();
    for (Build build : ports.builds().unfinished()) {
      if (!runsHere.test(build.id()) && isUnfinished(build.id())) {
        ended.add(end(build));
      }
    }
    return ended;
  }

  /** It may have ended between the list and the question whether it runs here. */
  private boolean isUnfinished(String id) {
    return ports.builds().find(id).filter(build -> !build.isComplete()).isPresent();
  }

  private Build end(Build build) {
    try (LogSubject _ = LogSubject.build(build.id())) {
      return ended(build);
    }
  }

  private Build ended(Build build) {
    StringBuilder message = new StringBuilder(MESSAGE);
    try {
      ports.runner().endLeftover(build.uuid(), build.process());
    } catch (RuntimeException e) {
      LOG.error("What build {} left behind could not be ended", build.id(), e);
      message.append("; what it left behind could not be ended: ").append(BuildFault.words(e));
    }
    tell(build, message.toString());
    BuildRecord record = new BuildRecord(build, ports.builds(), ports.clock());
    record.cut(
        BuildStatus.FAULT, Optional.of(new Context(BuildYard.INTERRUPTED, message.toString())));
    record.complete(BuildStatus.FAULT, Optional.of(message.toString()), build.autoRetry());
    return record.now();
  }

  /** Whoever reads the log learns it there. */
  private void tell(Build build, String message) {
    try (BuildLog log = BuildLog.open(ports, build)) {
      log.agent(message);
      log.sync();
    } catch (PortException e) {
      LOG.warn("The log of build {} does not say that it was interrupted", build.id(), e);
    }
  }
}
