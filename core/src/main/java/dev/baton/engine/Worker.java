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
  private final ExecutionStore store;
  private final IdSource ids;
  private final Waypoint.Observer waypoints;
  private final Map<String, Thread> running = new ConcurrentHashMap<>();
  private final AtomicInteger busy = new AtomicInteger();
  private volatile boolean closed;

  Worker(Engine engine, Engine.Setup setup, Requests requests) {
    this.engine = engine;
    this.providers = setup.providers();
    this.requests = requests;
    this.store = setup.executions();
    this.ids = setup.ids();
    this.waypoints = setup.waypoints();
  }

  /** Begins the work. */
  void accept(Work work) {
    if (closed) {
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
    try {
      switch (work.effect()) {
        case Effect.RunAction run -> runAction(work, run);
        case Effect.RunRule run -> runRule(work, run);
        case Effect.AbandonAction abandon -> abandon(work, abandon);
        case Effect.AbandonRule abandon -> {
          interrupt(abandon.ruleExecutionId());
          engine.forget(work.pipeline(), work.id());
        }
        case Effect.SetTimer timer ->
            engine.tell(work.pipeline(), new Input.TimerFired(timer.timer()), work.id());
        case Effect.StartRollback rollback -> startRollback(work, rollback);
        case Effect.CancelTimer _ -> engine.forget(work.pipeline(), work.id());
      }
    } catch (PortException | Refused | IllegalStateException e) {
      LOG.error(
          "Work {} of pipeline {} was not recorded: {}",
          work.id(),
          work.pipeline().name(),
          e.getMessage(),
          e);
    } finally {
      busy.decrementAndGet();
    }
  }

  private void runAction(Work work, Effect.RunAction effect) {
    Optional<ActionRun> run =
        engine.execution(work.pipeline(), effect.executionId()).flatMap(e -> action(e, effect));
    if (run.isEmpty()) {
      engine.forget(work.pipeline(), work.id());
      return;
    }
    ActionOutcome outcome = outcome(work, effect, run.get());
    if (!closed) {
      waypoints.passed(Waypoint.ACTED);
      engine.tell(
          work.pipeline(),
          new Input.ActionReported(effect.actionExecutionId(), outcome),
          work.id());
      waypoints.passed(Waypoint.REPORTED);
    }
  }

  private static Optional<ActionRun> action(ExecutionState execution, Effect.RunAction effect) {
    return execution.actions().stream()
        .filter(
            a ->
                a.id().equals(effect.actionExecutionId()) && a.status() == ActionStatus.IN_PROGRESS)
        .findFirst();
  }

  private ActionOutcome outcome(Work work, Effect.RunAction effect, ActionRun run) {
    String id = effect.actionExecutionId();
    running.put(id, Thread.currentThread());
    try {
      ExecutionState execution =
          engine.execution(work.pipeline(), effect.executionId()).orElseThrow();
      ActionProvider.Request request = requests.action(execution, run);
      Optional<ActionProvider> provider = providers.action(request.action().type());
      if (provider.isEmpty()) {
        return failed(
            "ConfigurationError",
            "No provider here does actions of the type " + request.action().type());
      }
      if (provider.get().afterInterruption(request) != ActionProvider.AfterInterruption.REPEAT) {
        store.begun(work.id());
        waypoints.passed(Waypoint.BEGUN);
      }
      return provider
          .get()
          .run(request, external -> engine.progress(work.pipeline(), id, external));
    } catch (InterruptedException e) {
      return failed("JobFailed", "The action was abandoned");
    } catch (Refused e) {
      return failed("ConfigurationError", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("Action execution {} ended with a fault", id, e);
      return failed("SystemUnavailable", "The provider failed: " + e.getMessage());
    } finally {
      running.remove(id);
    }
  }

  private static ActionOutcome failed(String code, String message) {
    return new ActionOutcome.Failed(ActionOutcome.External.NONE, code, message);
  }

  private void runRule(Work work, Effect.RunRule effect) {
    Optional<ExecutionState> execution = engine.execution(work.pipeline(), effect.executionId());
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
      engine.forget(work.pipeline(), work.id());
      return;
    }
    ActionOutcome outcome = check(execution.get(), run.get());
    if (!closed) {
      engine.tell(
          work.pipeline(), new Input.RuleReported(effect.ruleExecutionId(), outcome), work.id());
    }
  }

  private ActionOutcome check(ExecutionState execution, RuleRun run) {
    running.put(run.id(), Thread.currentThread());
    try {
      RuleProvider.Request request = requests.rule(execution, run);
      Optional<RuleProvider> provider = providers.rule(request.rule().type());
      if (provider.isEmpty()) {
        return failed(
            "ConfigurationError",
            "No provider here checks rules of the type " + request.rule().type());
      }
      return provider.get().check(request);
    } catch (InterruptedException e) {
      return failed("JobFailed", "The rule was abandoned");
    } catch (Refused e) {
      return failed("ConfigurationError", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("Rule execution {} ended with a fault", run.id(), e);
      return failed("SystemUnavailable", "The rule failed: " + e.getMessage());
    } finally {
      running.remove(run.id());
    }
  }

  private void abandon(Work work, Effect.AbandonAction effect) {
    engine
        .execution(work.pipeline(), effect.executionId())
        .ifPresent(
            execution ->
                requests
                    .provider(execution, effect.actionExecutionId(), providers)
                    .ifPresent(provider -> provider.abandon(effect.actionExecutionId())));
    interrupt(effect.actionExecutionId());
    engine.forget(work.pipeline(), work.id());
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
    try {
      ExecutionState target =
          store
              .execution(key, effect.targetExecutionId())
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "execution " + effect.targetExecutionId() + " is gone"));
      Trigger trigger = new Trigger("AutomatedRollback", effect.causeExecutionId());
      engine.tell(
          key,
          new Input.Rollback(
              ids.uuid(), effect.stage(), target, Optional.of(effect.causeExecutionId()), trigger),
          work.id());
    } catch (Refused | IllegalStateException e) {
      engine.tell(
          key,
          new Input.RollbackFailed(
              effect.causeExecutionId(), effect.stage(), String.valueOf(e.getMessage())),
          work.id());
    }
  }
}
