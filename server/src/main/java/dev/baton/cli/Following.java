package dev.baton.cli;

import dev.baton.model.build.Build;
import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Stays with an execution or a build until it is over, whoever works on it: by reading the store
 * and the logs. When its owner has left, this process becomes the owner and goes on.
 */
final class Following {

  /** When to stop looking. */
  enum Until {
    /** When it is over. */
    OVER,
    /** Also when only a person can move it. */
    RESTS
  }

  /** How it ended: {@code waitsFor} is present when a person is waited for. */
  record End<T>(T last, Optional<String> waitsFor) {}

  private final Session session;
  private final Deck deck;
  private final View view;
  private final LogPrinter logs;
  private final Map<PipelineKey, Map<Integer, PipelineDefinition>> definitions = new HashMap<>();
  private final Waiting waiting = new Waiting(this::definition);
  private final Set<String> printed = new HashSet<>();
  private boolean stopAsked;

  Following(Session session, View view) {
    this(session, view, Set.of());
  }

  /**
   * @param endedBefore action executions whose logs are not shown, because they had ended before
   */
  Following(Session session, View view, Set<String> endedBefore) {
    this.printed.addAll(endedBefore);
    this.session = session;
    this.deck = session.deck();
    this.view = view;
    this.logs = new LogPrinter(deck);
  }

  /** The definition to which an execution is pinned. */
  PipelineDefinition definition(ExecutionState execution) {
    return definitions
        .computeIfAbsent(execution.pipeline(), _ -> new HashMap<>())
        .computeIfAbsent(
            execution.version(),
            version ->
                deck.definitions()
                    .read(
                        deck.reading()
                            .version(execution.pipeline(), version)
                            .orElseThrow(
                                () ->
                                    new IllegalStateException(
                                        "version "
                                            + version
                                            + " of "
                                            + execution.pipeline().name()
                                            + " is gone"))));
  }

  Waiting waiting() {
    return waiting;
  }

  /** The pipeline's stages and unfinished executions; empty once it is deleted. */
  Optional<PipelineState> unit(PipelineKey key) {
    return deck.reading().unit(key);
  }

  /**
   * Follows an execution.
   *
   * @param stopOnInterrupt whether Ctrl-C stops it: when this command started it
   */
  End<ExecutionState> execution(PipelineKey key, String id, Until until, boolean stopOnInterrupt) {
    Optional<ExecutionState> shown = Optional.empty();
    Optional<String> before = Optional.empty();
    while (true) {
      ExecutionState now = load(key, id);
      if (!Optional.of(now).equals(shown)) {
        view.execution(now);
        shown = Optional.of(now);
      }
      printLogs(now);
      if (now.status().isTerminal()) {
        return new End<>(now, Optional.empty());
      }
      Optional<String> person = waiting.forPerson(now, unit(key));
      person.ifPresent(view::waitsFor);
      // Twice in a row: between two looks the engine may answer what was given in advance.
      if (until == Until.RESTS && person.isPresent() && person.equals(before)) {
        return new End<>(now, person);
      }
      before = person;
      interrupted(() -> stop(key, id), stopOnInterrupt);
      rest();
    }
  }

  /** Follows a build of its own, and those that retry it by themselves; returns the last one. */
  Build build(String id, boolean stopOnInterrupt) {
    Build last = thisBuild(id, stopOnInterrupt);
    while (last.autoRetry().next().isPresent()) {
      // A stop may have come too late for the one before.
      stopAsked = false;
      last = thisBuild(last.autoRetry().next().get(), stopOnInterrupt);
    }
    return last;
  }

  /** Follows one build, whatever retries it. */
  Build thisBuild(String id, boolean stopOnInterrupt) {
    while (true) {
      Build now =
          deck.reading()
              .build(id)
              .orElseThrow(() -> new IllegalStateException("build " + id + " is gone"));
      view.build(now);
      logs.drain(now, (build, line) -> view.line(build, line));
      if (now.isComplete()) {
        return now;
      }
      interrupted(
          () -> deck.call("CodeBuild_20161006.StopBuild", Answers.request("id", id)),
          stopOnInterrupt);
      rest();
    }
  }

  private ExecutionState load(PipelineKey key, String id) {
    return deck.reading()
        .execution(key, id)
        .orElseThrow(() -> new IllegalStateException("execution " + id + " is gone"));
  }

  private void printLogs(ExecutionState execution) {
    if (view == View.SILENT) {
      return;
    }
    for (ActionRun run : execution.actions()) {
      if (printed.contains(run.id())) {
        continue;
      }
      boolean over = run.status() != dev.baton.model.execution.ActionStatus.IN_PROGRESS;
      for (Build build : deck.reading().buildsOf(run.id())) {
        logs.drain(build, (b, line) -> view.line(run, b, line));
      }
      if (over) {
        printed.add(run.id());
      }
    }
  }

  /** The first Ctrl-C stops what this command started, the second leaves it. */
  private void interrupted(Runnable stop, boolean stopOnInterrupt) {
    int count = session.interrupts().count();
    if (count == 0) {
      return;
    }
    if (count > 1 || !stopOnInterrupt) {
      throw new CommandFailure(ExitCode.INTERRUPTED, "");
    }
    if (!stopAsked) {
      stopAsked = true;
      view.clear();
      session.terminal().note("baton: stopping; Ctrl-C again leaves at once");
      stop.run();
    }
  }

  private void stop(PipelineKey key, String id) {
    try {
      deck.call(
          "CodePipeline_20150709.StopPipelineExecution",
          dev.baton.api.aws.wire.Json.compact(
              out -> {
                out.writeStartObject();
                out.writeStringProperty("pipelineName", key.name());
                out.writeStringProperty("pipelineExecutionId", id);
                out.writeBooleanProperty("abandon", true);
                out.writeStringProperty("reason", "Interrupted in the terminal (Ctrl-C)");
                out.writeEndObject();
              }));
    } catch (CommandFailure refused) {
      // It has just ended by itself: the next look says so.
      if (!refused.message().startsWith("PipelineExecutionNotStoppable")) {
        throw refused;
      }
    }
  }

  private void rest() {
    view.tick();
    if (!deck.owns()) {
      deck.carryOn();
    }
    LockSupport.parkNanos(deck.lookAgain().toNanos());
  }
}
