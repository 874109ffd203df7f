package dev.baton.engine.build;

import dev.baton.model.build.Build;
import dev.baton.model.build.Build.Context;
import dev.baton.model.build.Build.Phase;
import dev.baton.model.build.BuildStatus;
import dev.baton.model.build.PhaseType;
import dev.baton.port.BuildStore;
import dev.baton.port.PortException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running build's record: each step is written as it happens. Not for concurrent use but for
 * {@link #now}.
 */
final class BuildRecord {

  private static final Logger LOG = LoggerFactory.getLogger(BuildRecord.class);

  private final BuildStore store;
  private final InstantSource clock;
  private volatile Build build;
  private Optional<Build> ending = Optional.empty();

  BuildRecord(Build build, BuildStore store, InstantSource clock) {
    this.build = build;
    this.store = store;
    this.clock = clock;
  }

  Build now() {
    return build;
  }

  Instant instant() {
    return clock.instant();
  }

  Optional<Phase> open() {
    return build.phases().isEmpty() || build.phases().getLast().status() != BuildStatus.IN_PROGRESS
        ? Optional.empty()
        : Optional.of(build.phases().getLast());
  }

  void begin(PhaseType type) {
    List<Phase> phases = new ArrayList<>(build.phases());
    phases.add(
        new Phase(type, BuildStatus.IN_PROGRESS, instant(), Optional.empty(), Optional.empty()));
    save(phases);
  }

  /** Ends the open phase. */
  void end(BuildStatus status, Optional<Context> context) {
    List<Phase> phases = new ArrayList<>(build.phases());
    Phase open = phases.removeLast();
    phases.add(new Phase(open.type(), status, open.startedAt(), Optional.of(instant()), context));
    save(phases);
  }

  /**
   * The build goes no further: ends the phase that is open, or the one that would have come next.
   */
  void cut(BuildStatus status, Optional<Context> context) {
    if (open().isEmpty()) {
      begin(next());
    }
    end(status, context);
  }

  private PhaseType next() {
    return build.phases().isEmpty() ? PhaseType.SUBMITTED : build.phases().getLast().type().next();
  }

  /** A phase in which there was nothing to do. */
  void pass(PhaseType type) {
    List<Phase> phases = new ArrayList<>(build.phases());
    phases.add(
        new Phase(
            type, BuildStatus.SUCCEEDED, instant(), Optional.of(instant()), Optional.empty()));
    save(phases);
  }

  boolean has(PhaseType type) {
    return build.phases().stream().anyMatch(phase -> phase.type() == type);
  }

  void resolved(Optional<String> sourceVersion) {
    change(new Change().resolved(sourceVersion));
  }

  void exported(String name, String value) {
    Map<String, String> exported = new LinkedHashMap<>(build.exported());
    exported.put(name, value);
    change(new Change().exported(exported));
  }

  void artifact(Build.BuildArtifact artifact) {
    List<Build.BuildArtifact> artifacts = new ArrayList<>(build.artifacts());
    artifacts.add(artifact);
    change(new Change().artifacts(artifacts));
  }

  /** Durable once this returns: only then may the process begin. */
  void process(Build.ProcessIdentity process) {
    Build next = new Change().process(Optional.of(process)).apply(build);
    store.save(next);
    build = next;
  }

  /** The last word; durable, and to be seen by others, once this returns. */
  void complete(BuildStatus status, Optional<String> cause, Build.AutoRetry autoRetry) {
    List<Phase> phases = new ArrayList<>(build.phases());
    phases.add(
        new Phase(
            PhaseType.COMPLETED,
            BuildStatus.SUCCEEDED,
            instant(),
            Optional.of(instant()),
            Optional.empty()));
    ending =
        Optional.of(
            new Change()
                .phases(phases)
                .process(Optional.empty())
                .ended(status, instant(), cause)
                .autoRetry(autoRetry)
                .apply(build));
    writeEnding();
  }

  /** Whether the last word was said, durable or not. */
  boolean isEnded() {
    return ending.isPresent();
  }

  /** Whether the last word is durable. */
  boolean isOver() {
    return build.isComplete();
  }

  /** The build with its last word, if that was said. */
  Build last() {
    return ending.orElse(build);
  }

  /** Tries again to make the last word durable. */
  void writeEnding() {
    Build last = ending.orElseThrow();
    store.save(last);
    build = last;
  }

  private void save(List<Phase> phases) {
    change(new Change().phases(phases));
  }

  /**
   * What cannot be written now is written with the next change, the last of which is waited for.
   */
  private void change(Change change) {
    build = change.apply(build);
    try {
      store.saveSoon(build);
    } catch (PortException e) {
      LOG.warn("A step of build {} is not recorded yet", build.id(), e);
    }
  }

  /** What is different in the next version of the record. */
  private static final class Change {
    private Optional<List<Phase>> phases = Optional.empty();
    private Optional<Optional<String>> resolved = Optional.empty();
    private Optional<Map<String, String>> exported = Optional.empty();
    private Optional<List<Build.BuildArtifact>> artifacts = Optional.empty();
    private Optional<Optional<Build.ProcessIdentity>> process = Optional.empty();
    private Optional<BuildStatus> status = Optional.empty();
    private Optional<Instant> endedAt = Optional.empty();
    private Optional<String> cause = Optional.empty();
    private Optional<Build.AutoRetry> autoRetry = Optional.empty();

    Change phases(List<Phase> value) {
      phases = Optional.of(List.copyOf(value));
      return this;
    }

    Change resolved(Optional<String> value) {
      resolved = Optional.of(value);
      return this;
    }

    Change exported(Map<String, String> value) {
      exported = Optional.of(Collections.unmodifiableMap(value));
      return this;
    }

    Change artifacts(List<Build.BuildArtifact> value) {
      artifacts = Optional.of(List.copyOf(value));
      return this;
    }

    Change process(Optional<Build.ProcessIdentity> value) {
      process = Optional.of(value);
      return this;
    }

    Change ended(BuildStatus value, Instant at, Optional<String> why) {
      status = Optional.of(value);
      endedAt = Optional.of(at);
      cause = why;
      return this;
    }

    Change autoRetry(Build.AutoRetry value) {
      autoRetry = Optional.of(value);
      return this;
    }

    Build apply(Build b) {
      return new Build(
          b.id(),
          b.account(),
          b.region(),
          b.project(),
          b.number(),
          b.request(),
          status.orElse(b.status()),
          b.startedAt(),
          endedAt.or(b::endedAt),
          phases.orElse(b.phases()),
          resolved.orElse(b.resolvedSourceVersion()),
          exported.orElse(b.exported()),
          artifacts.orElse(b.artifacts()),
          process.orElse(b.process()),
          cause.or(b::cause),
          autoRetry.orElse(b.autoRetry()));
    }
  }
}
