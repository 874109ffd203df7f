package dev.baton.engine;

import dev.baton.model.document.Refused;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.ActionStatus;
import dev.baton.model.execution.Effect;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.Input;
import dev.baton.model.execution.RuleRun;
import dev.baton.model.execution.Trigger;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ActionProvider;
import dev.baton.port.ExecutionStore;
import dev.baton.port.ExecutionStore.Work;
import dev.baton.port.IdSource;
import dev.baton.port.PortException;
import dev.baton.port.RuleProvider;
import dev.baton.port.Waypoint;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does recorded work, each on a virtual thread, and tells the pipeline's loop what came of it. */
final class Worker {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private final Engine engine;
  private final Providers providers;
  private final Requests requests;
  private final Recorder recorder;
  private final ExecutionStore store;
  private final IdSource ids;
  private final Waypoint.Observer waypoints;
  private final Map<String, Thread> running = new ConcurrentHashMap<>();
  private final AtomicInteger busy = new AtomicInteger();
  private volatile boolean closed;

  Worker(Engine engine, Engine.Setup setup, Requests requests, Recorder recorder) {
    this.engine = engine;
    this.providers = setup.providers();
    this.requests = requests;
    this.recorder = recorder;
    this.store = setup.executions();
    this.ids = setup.ids();
    this.waypoints = setup.waypoints();
  }

  /** Begins the work. */
  void accept(Work work) {
    if (closed || recorder.fault().isPresent()) {
      return;
    }
    busy.incrementAndGet();
    Thread.ofVirtual().name(work.id()).start(() -> carryOut(work));
  }

  boolean idle() {
    return busy.get() == 0;
  }

  /** Begins nothing more and interrupts what runs: it stays recorded, for whoever comes next. */
  void close() {
    closed = true;
    running.values().forEach(Thread::interrupt);
  }

  private void carryOut(Work work) {
    waypoints.passed(Waypoint.CLAIMED);
    try (LogSubject _ = LogSubject.execution(Breakage.executionOf(work.effect()))) {
      carriedOut(work);
    } finally {
      busy.decrementAndGet();
    }
  }

  private void carriedOut(Work work) {
    try {
      perform(work);
    } catch (Recorder.GivenUp e) {
      LOG.warn("Work {} is left to whoever comes next: {}", work.id(), e.getMessage());
    } catch (RuntimeException | Error e) {
      if (!closed) {
        broken(work, e);
      }
    }
  }

  private void perform(Work work) {
    switch (work.effect()) {
      case Effect.RunAction run -> runAction(work, run);
      case Effect.RunRule run -> runRule(work, run);
      case Effect.AbandonAction abandon -> abandon(work, abandon);
      case Effect.AbandonRule abandon -> {
        interrupt(abandon.ruleExecutionId());
        forget(work);
      }
      case Effect.SetTimer timer ->
          tell(work, "That " + timer.timer() + " is due", new Input.TimerFired(timer.timer()));
      case Effect.StartRollback rollback -> startRollback(work, rollback);
      case Effect.CancelTimer _ -> forget(work);
    }
  }

  /** What cannot be carried out must not hang: its execution ends with the cause. */
  private void broken(Work work, Throwable fault) {
    LOG.error("Work {} of pipeline {} broke", work.id(), work.pipeline().name(), fault);
    String what = "That work " + work.id() + " of " + work.pipeline().name() + " broke";
    try {
      Optional<String> execution = Breakage.executionOf(work.effect());
      if (execution.isPresent()) {
        tell(work, what, new Input.ExecutionBroken(execution.get(), Breakage.words(fault)));
      } else {
        forget(work);
      }
    } catch (Recorder.GivenUp e) {
      LOG.warn("Work {} is left to whoever comes next: {}", work.id(), e.getMessage());
    } catch (PortException e) {
      if (!isSetAside(work.pipeline())) {
        recorder.giveUp(what, e);
      }
    } catch (Refused e) {
      LOG.warn("Work {} is gone with its pipeline: {}", work.id(), e.getMessage());
    } catch (RuntimeException e) {
      recorder.giveUp(what, new PortException(Breakage.words(e), false, e));
    }
  }

  /** The store has named a pipeline that cannot be read; everybody else goes on. */
  boolean isSetAside(PipelineKey key) {
    try {
      return store.quarantined().stream()
          .anyMatch(bad -> bad.what().equals("pipeline") && bad.name().equals(key.toString()));
    } catch (PortException e) {
      LOG.warn("What is set aside cannot be read", e);
      return false;
    }
  }

  private void tell(Work work, String what, Input.Fact fact) {
    recorder.insist(
        what,
        () -> {
          engine.tell(work.pipeline(), fact, work.id());
          return true;
        });
  }

  private void forget(Work work) {
    recorder.insist(
        "That work " + work.id() + " is over",
        () -> {
          engine.forget(work.pipeline(), work.id());
          return true;
        });
  }

  private Optional<ExecutionState> execution(Work work, String id) {
    return recorder.insist("Work " + work.id(), () -> engine.execution(work.pipeline(), id));
  }

  private void runAction(Work work, Effect.RunAction effect) {
    Optional<ExecutionState> execution = execution(work, effect.executionId());
    Optional<ActionRun> run = execution.flatMap(e -> action(e, effect));
    if (run.isEmpty()) {
      forget(work);
      return;
    }
    Optional<ActionOutcome> outcome = outcome(work, execution.get(), run.get());
    if (outcome.isPresent() && !closed) {
      waypoints.passed(Waypoint.ACTED);
      tell(
          work,
          "What came of " + named(work, execution.get(), run.get()),
          new Input.ActionReported(effect.actionExecutionId(), outcome.get()));
      waypoints.passed(Waypoint.REPORTED);
    }
  }

  private static String named(Work work, ExecutionState execution, ActionRun run) {
    return "action "
        + run.stage()
        + "/"
        + run.action()
        + " of pipeline "
        + work.pipeline().name()
        + " (execution "
        + execution.id()
        + ")";
  }

  private static Optional<ActionRun> action(ExecutionState execution, Effect.RunAction effect) {
    return execution.actions().stream()
        .filter(
            a ->
                a.id().equals(effect.actionExecutionId()) && a.status() == ActionStatus.IN_PROGRESS)
        .findFirst();
  }

  /** What the provider answers; empty when the work turned out to be nobody's any more. */
  private Optional<ActionOutcome> outcome(Work work, ExecutionState execution, ActionRun run) {
    running.put(run.id(), Thread.currentThread());
    try {
      ActionProvider.Request request = requests.action(execution, run);
      Optional<ActionProvider> provider = providers.action(request.action().type());
      if (provider.isEmpty()) {
        return failed(
            "ConfigurationError",
            "No provider here does actions of the type " + request.action().type());
      }
      boolean repeats =
          provider.get().afterInterruption(request) == ActionProvider.AfterInterruption.REPEAT;
      if (!repeats && !begun(work, execution, run)) {
        return Optional.empty();
      }
      return Optional.of(
          provider.get().run(request, external -> progress(work, execution, run, external)));
    } catch (Recorder.GivenUp e) {
      throw e;
    } catch (InterruptedException e) {
      return failed("JobFailed", "The action was abandoned");
    } catch (Refused e) {
      return failed("ConfigurationError", String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      LOG.error("Action execution {} ended with a fault", run.id(), e);
      return failed("SystemUnavailable", "The provider failed: " + Breakage.words(e));
    } finally {
      running.remove(run.id());
    }
  }

  private boolean begun(Work work, ExecutionState execution, ActionRun run) {
    boolean begun =
        recorder.insist(
            "That " + named(work, execution, run) + " begins", () -> store.begun(work.id()));
    waypoints.passed(Waypoint.BEGUN);
    return begun;
  }

  private void progress(
      Work work, ExecutionState execution, ActionRun run, ActionOutcome.External external) {
    recorder.insist(
        "What " + named(work, execution, run) + " is called outside",
        () -> {
          engine.progress(work.pipeline(), run.id(), external);
          return true;
        });
  }

  private static Optional<ActionOutcome> failed(String code, String message) {
    return Optional.of(new ActionOutcome.Failed(ActionOutcome.External.NONE, code, message));
  }

  private void runRule(Work work, Effect.RunRule effect) {
    Optional<ExecutionState> execution = execution(work, effect.executionId());
    Optional<RuleRun> run =
        execution.flatMap(
            e ->
                e.rules().stream()
                    .filter(
                        r ->
                            r.id().equals(effect.ruleExecutionId())
                                && r.status() == ActionStatus.IN_PROGRESS)
                    .findFirst());
    if (run.isEmpty()) {
      forget(work);
      return;
    }
    Optional<ActionOutcome> outcome = check(execution.get(), run.get());
    if (outcome.isPresent() && !closed) {
      tell(
          work,
          "What came of rule %s of stage %s of pipeline %s (execution %s)"
              .formatted(
                  run.get().rule(),
                  run.get().stage(),
                  work.pipeline().name(),
                  execution.get().id()),
          new Input.RuleReported(effect.ruleExecutionId(), outcome.get()));
    }
  }

  private Optional<ActionOutcome> check(ExecutionState execution, RuleRun run) {
    running.put(run.id(), Thread.currentThread());
    try {
      RuleProvider.Request request = requests.rule(execution, run);
      Optional<RuleProvider> provider = providers.rule(request.rule().type());
      if (provider.isEmpty()) {
        return failed(
            "ConfigurationError",
            "No provider here checks rules of the type " + request.rule().type());
      }
      return Optional.of(provider.get().check(request));
    } catch (InterruptedException e) {
      return failed("JobFailed", "The rule was abandoned");
    } catch (Refused e) {
      return failed("ConfigurationError", String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      LOG.error("Rule execution {} ended with a fault", run.id(), e);
      return failed("SystemUnavailable", "The rule failed: " + Breakage.words(e));
    } finally {
      running.remove(run.id());
    }
  }

  private void abandon(Work work, Effect.AbandonAction effect) {
    try {
      execution(work, effect.executionId())
          .flatMap(e -> requests.provider(e, effect.actionExecutionId(), providers))
          .ifPresent(provider -> provider.abandon(effect.actionExecutionId()));
    } catch (Recorder.GivenUp e) {
      throw e;
    } catch (RuntimeException e) {
      // The action is over for its execution in any case; its thread is interrupted below.
      LOG.error("Action execution {} could not be abandoned", effect.actionExecutionId(), e);
    }
    interrupt(effect.actionExecutionId());
    forget(work);
  }

  private void interrupt(String id) {
    Thread thread = running.get(id);
    if (thread != null) {
      thread.interrupt();
    }
  }

  /**
   * The new execution and the end of this work are one commit, so a repeat after a kill starts no
   * second one.
   */
  private void startRollback(Work work, Effect.StartRollback effect) {
    PipelineKey key = work.pipeline();
    String what = "The rollback of stage " + effect.stage() + " of pipeline " + key.name();
    try {
      ExecutionState target =
          execution(work, effect.targetExecutionId())
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "execution " + effect.targetExecutionId() + " is gone"));
      Trigger trigger = new Trigger("AutomatedRollback", effect.causeExecutionId());
      Optional<String> cause = Optional.of(effect.causeExecutionId());
      var rollback = new Input.Rollback(ids.uuid(), effect.stage(), target, cause, trigger);
      recorder.insist(
          what,
          () -> {
            engine.tell(key, rollback, work.id());
            return true;
          });
    } catch (Recorder.GivenUp e) {
      throw e;
    } catch (Refused | IllegalStateException | PortException e) {
      String why = String.valueOf(e.getMessage());
      tell(work, what, new Input.RollbackFailed(effect.causeExecutionId(), effect.stage(), why));
    }
  }
}
