package dev.baton.engine;

import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.model.execution.Decision;
import dev.baton.model.execution.Effect;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.Input;
import dev.baton.model.execution.PipelineMachine;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.execution.Stuck;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ExecutionStore;
import dev.baton.port.ExecutionStore.Loaded;
import dev.baton.port.ExecutionStore.NewVersion;
import dev.baton.port.IdSource;
import dev.baton.port.PipelineStore;
import dev.baton.port.PortException;
import dev.baton.port.Waypoint;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pipeline's command loop: takes what waits, decides it in order, writes it in one transaction,
 * then lets the work begin. It runs on a virtual thread only while there is something to do.
 */
final class PipelineLoop {

  private static final Logger LOG = LoggerFactory.getLogger(PipelineLoop.class);

  private static final int WAITING_LIMIT = 10_000;
  private static final int BATCH = 64;
  private static final int CONFLICT_TRIES = 20;

  /** What the loop needs of the engine. */
  record Context(
      ExecutionStore store,
      DefinitionCache definitions,
      PipelineMachine machine,
      InstantSource clock,
      IdSource ids,
      WorkScheduler scheduler,
      Waypoint.Observer waypoints) {}

  private final PipelineKey key;
  private final Context context;
  private final BlockingQueue<Envelope> waiting = new ArrayBlockingQueue<>(WAITING_LIMIT);
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile Optional<Loaded> committed = Optional.empty();

  PipelineLoop(PipelineKey key, Context context) {
    this.key = key;
    this.context = context;
  }

  void offer(Envelope envelope) {
    if (!waiting.offer(envelope)) {
      String full =
          "Pipeline " + key.name() + " has " + WAITING_LIMIT + " requests waiting; try again later";
      // A worker has time, and its report must not be lost.
      envelope
          .answer()
          .completeExceptionally(
              envelope.isReport()
                  ? new PortException(full, true)
                  : Refused.because("LimitExceeded", Problem.Kind.LIMIT, full));
      return;
    }
    wake();
  }

  boolean idle() {
    return waiting.isEmpty() && !running.get();
  }

  /** The state as last written; loads it when the loop has not run yet. */
  Optional<PipelineState> state() {
    Optional<Loaded> known = committed;
    return (known.isPresent() ? known : context.store().load(key)).map(Loaded::state);
  }

  private void wake() {
    if (running.compareAndSet(false, true)) {
      Thread.ofVirtual().name("pipeline " + key.name()).start(this::drain);
    }
  }

  private void drain() {
    LogSubject.none();
    try {
      List<Envelope> batch = new ArrayList<>();
      while (waiting.drainTo(batch, BATCH) > 0) {
        carryOut(batch);
        batch.clear();
      }
    } finally {
      running.set(false);
      if (!waiting.isEmpty()) {
        wake();
      }
    }
  }

  private void carryOut(List<Envelope> batch) {
    try {
      for (int attempt = 0; attempt < CONFLICT_TRIES; attempt++) {
        Turn turn = new Turn();
        batch.forEach(turn::take);
        if (turn.write()) {
          turn.answerAll();
          return;
        }
        committed = Optional.empty();
      }
      throw new PortException(
          "Pipeline " + key.name() + " was changed by others " + CONFLICT_TRIES + " times in a row",
          true);
    } catch (RuntimeException | Error e) {
      // Whoever waits for an answer must get one, whatever broke.
      committed = Optional.empty();
      batch.forEach(envelope -> envelope.answer().completeExceptionally(e));
    }
  }

  /** One transaction in the making. */
  private final class Turn {

    private final Instant now = context.clock().instant();
    private final Loaded loaded;
    private PipelineState state;

    /** To where an input that comes to nothing is taken back. */
    private PipelineState kept;

    private final Commits commits = new Commits();
    private final List<Runnable> answers = new ArrayList<>();

    Turn() {
      loaded =
          committed.or(() -> context.store().load(key)).orElseThrow(PipelineLoop.this::unknown);
      state = loaded.state();
      kept = state;
    }

    void take(Envelope envelope) {
      kept = state;
      try {
        Envelope.Answer answer =
            switch (envelope) {
              case Envelope.Tell tell -> tell(tell);
              case Envelope.Redefine redefine -> redefine(redefine);
              case Envelope.Forget _ -> new Envelope.Answer(Optional.empty(), Optional.empty());
            };
        envelope.done().ifPresent(commits::done);
        answer.decision().ifPresent(this::add);
        answers.add(() -> envelope.answer().complete(answer));
      } catch (Refused refused) {
        state = kept;
        answers.add(() -> envelope.answer().completeExceptionally(refused));
      } catch (PortException fault) {
        throw fault;
      } catch (RuntimeException broken) {
        // A fault of the machine: who told it hears of it, the pipeline's other inputs go on.
        state = kept;
        envelope.done().ifPresent(commits::done);
        answers.add(() -> envelope.answer().completeExceptionally(broken));
      }
    }

    private Envelope.Answer tell(Envelope.Tell tell) {
      Optional<String> repeated = tell.clientToken().flatMap(this::startedBy);
      if (repeated.isPresent()) {
        return new Envelope.Answer(Optional.empty(), repeated);
      }
      bringIn(tell.input());
      Decision decision = decide(tell.input());
      if (tell.input() instanceof Input.Start start) {
        tell.clientToken().ifPresent(token -> commits.token(token, start.executionId()));
      }
      return new Envelope.Answer(Optional.of(decision), Optional.empty());
    }

    private Envelope.Answer redefine(Envelope.Redefine redefine) {
      int version = state.currentVersion() + 1;
      var stored =
          new PipelineStore.Stored(key, version, redefine.document(), now, now, redefine.sources());
      context.definitions().offer(stored);
      Decision decision = decide(new Input.Update(version));
      commits.version(new NewVersion(version, redefine.document(), redefine.sources()));
      return new Envelope.Answer(Optional.of(decision), Optional.empty());
    }

    /** Decides; an execution that cannot go on ends first, and is in nobody's way then. */
    private Decision decide(Input input) {
      while (true) {
        try {
          return context
              .machine()
              .decide(
                  version -> context.definitions().get(key, version),
                  state,
                  input,
                  now,
                  context.ids()::uuid);
        } catch (Stuck stuck) {
          end(stuck);
        }
      }
    }

    private void end(Stuck stuck) {
      switch (stuck.getCause()) {
        case PortException port when port.retryable() -> throw port;
        case Refused refused when !isUnfinished(stuck.executionId()) -> throw refused;
        case null, default -> {
          if (!isUnfinished(stuck.executionId())) {
            throw stuck;
          }
        }
      }
      try (LogSubject _ = LogSubject.execution(Optional.of(stuck.executionId()))) {
        LOG.error("Pipeline {}: {}", key.name(), stuck.getMessage(), stuck);
      }
      String why = Breakage.words(Optional.ofNullable(stuck.getCause()).orElse(stuck));
      Decision decision = decide(new Input.ExecutionBroken(stuck.executionId(), why));
      add(decision);
      kept = state;
    }

    private boolean isUnfinished(String executionId) {
      return Optional.ofNullable(state.executions().get(executionId))
          .filter(execution -> !execution.status().isTerminal())
          .isPresent();
    }

    private void add(Decision decision) {
      state = decision.state();
      commits.add(decision);
    }

    private Optional<String> startedBy(String token) {
      return commits.startedBy(token).or(() -> context.store().byClientToken(key, token));
    }

    /** A finished execution that a command names takes part in the decision. */
    private void bringIn(Input input) {
      named(input, state)
          .filter(id -> !state.executions().containsKey(id))
          .flatMap(id -> context.store().execution(key, id))
          .ifPresent(execution -> state = with(state, execution));
    }

    boolean write() {
      if (commits.isEmpty()) {
        committed = Optional.of(loaded);
        return true;
      }
      Optional<Long> rowVersion =
          context.store().commit(commits.of(key, loaded.rowVersion(), state, now));
      rowVersion.ifPresent(
          version -> committed = Optional.of(new Loaded(state.withoutFinished(), version)));
      return rowVersion.isPresent();
    }

    void answerAll() {
      context.waypoints().passed(Waypoint.DECIDED);
      commits.forgotten().forEach(context.scheduler()::forget);
      commits.work(key).forEach(context.scheduler()::add);
      answers.forEach(Runnable::run);
    }
  }

  private static Optional<String> named(Input input, PipelineState state) {
    return switch (input) {
      case Input.Stop stop -> Optional.of(stop.executionId());
      case Input.Retry retry -> Optional.of(retry.executionId());
      case Input.OverrideCondition override -> Optional.of(override.executionId());
      case Input.RollbackFailed failed -> Optional.of(failed.causeExecutionId());
      case Input.Rollback rollback -> rollback.cause();
      // Tells an approval that was answered before from an unknown token.
      case Input.Approve approve ->
          Optional.ofNullable(state.gates().get(approve.stage()))
              .flatMap(PipelineState.StageGate::latestEntered);
      default -> Optional.empty();
    };
  }

  private static PipelineState with(PipelineState state, ExecutionState execution) {
    Map<String, ExecutionState> executions = new HashMap<>(state.executions());
    executions.put(execution.id(), execution);
    return new PipelineState(
        state.key(), state.currentVersion(), state.gates(), executions, state.lastRevisions());
  }

  private Refused unknown() {
    return Refused.because(
        "PipelineNotFound",
        Problem.Kind.NOT_FOUND,
        "Account '" + key.account() + "' does not have a pipeline with name '" + key.name() + "'");
  }

  /** The work that an effect calls for. */
  static ExecutionStore.Work work(PipelineKey key, String id, Effect effect, Instant notBefore) {
    return new ExecutionStore.Work(id, key, effect, notBefore, false);
  }
}
