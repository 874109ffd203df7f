package dev.baton.engine;

import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.Decision;
import dev.baton.model.execution.Effect;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.Input;
import dev.baton.model.execution.PipelineMachine;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ActionProvider.AfterInterruption;
import dev.baton.port.DefinitionReader;
import dev.baton.port.ExecutionStore;
import dev.baton.port.ExecutionStore.Work;
import dev.baton.port.IdSource;
import dev.baton.port.PipelineStore;
import dev.baton.port.PortException;
import dev.baton.port.Waypoint;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries pipelines out: commands and facts go to the pipeline's loop, recorded work to workers.
 * One engine owns a store at a time. All methods are safe for concurrent use and return once what
 * they did is durable.
 */
public final class Engine implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  /**
   * What the engine stands on.
   *
   * @param epoch of this owner, higher than every earlier one's
   * @param waypoints hears how far work has come
   * @param patience with a store that cannot take what workers report
   */
  public record Setup(
      ExecutionStore executions,
      PipelineStore pipelines,
      DefinitionReader reader,
      Providers providers,
      InstantSource clock,
      IdSource ids,
      long epoch,
      Waypoint.Observer waypoints,
      Patience patience) {}

  private final Setup setup;
  private final PipelineMachine machine = new PipelineMachine();
  private final DefinitionCache definitions;
  private final WorkScheduler scheduler;
  private final Worker worker;
  private final Requests requests;
  private final Recorder recorder;
  private final Map<PipelineKey, PipelineLoop> loops = new ConcurrentHashMap<>();
  private final PipelineLoop.Context context;

  public Engine(Setup setup) {
    this.setup = setup;
    definitions = new DefinitionCache(setup.pipelines(), setup.reader());
    requests = new Requests(definitions, this::state);
    recorder = new Recorder(setup.patience());
    worker = new Worker(this, setup, requests, recorder);
    scheduler = new WorkScheduler(setup.clock(), worker::accept);
    context =
        new PipelineLoop.Context(
            setup.executions(),
            definitions,
            machine,
            setup.clock(),
            setup.ids(),
            scheduler,
            setup.waypoints());
  }

  /**
   * Takes over what an earlier owner left, then begins to work. What it had begun and must not be
   * repeated is reported as interrupted; everything else goes on.
   */
  public void start() {
    List<Work> left = setup.executions().takeOver(setup.epoch());
    left.stream().filter(Work::begun).forEach(this::recoverAsSuch);
    left.stream().filter(work -> !work.begun()).forEach(scheduler::add);
    scheduler.start();
  }

  private void recoverAsSuch(Work work) {
    try (LogSubject _ = LogSubject.execution(Breakage.executionOf(work.effect()))) {
      recover(work);
    }
  }

  /** What cannot even be reported as interrupted holds up no other. */
  private void recover(Work work) {
    if (!(work.effect() instanceof Effect.RunAction run)) {
      scheduler.add(work);
      return;
    }
    AfterInterruption after = afterInterruptionOrFail(work, run);
    if (after == AfterInterruption.REPEAT) {
      scheduler.add(work);
      return;
    }
    boolean rerun = after == AfterInterruption.RERUN_AS_NEW;
    var interrupted = new Input.ActionInterrupted(run.actionExecutionId(), rerun);
    try {
      tell(work.pipeline(), interrupted, work.id());
    } catch (Refused e) {
      LOG.warn("Work {} is gone with its pipeline: {}", work.id(), e.getMessage());
    } catch (PortException e) {
      if (e.retryable() || !worker.isSetAside(work.pipeline())) {
        throw e;
      }
      LOG.error("Work {} waits for its pipeline, which is set aside", work.id(), e);
    } catch (RuntimeException e) {
      String what = "That work " + work.id() + " was interrupted";
      recorder.giveUp(what, new PortException(Breakage.words(e), false, e));
    }
  }

  /** A definition that cannot be read, or a provider's fault, means that nothing is repeated. */
  private AfterInterruption afterInterruptionOrFail(Work work, Effect.RunAction run) {
    try {
      return afterInterruption(work, run);
    } catch (RuntimeException e) {
      if (e instanceof PortException port && port.retryable()) {
        throw port;
      }
      LOG.error("Action execution {} can only be ended", run.actionExecutionId(), e);
      return AfterInterruption.FAIL;
    }
  }

  private AfterInterruption afterInterruption(Work work, Effect.RunAction run) {
    return execution(work.pipeline(), run.executionId())
        .flatMap(
            execution ->
                execution.actions().stream()
                    .filter(action -> action.id().equals(run.actionExecutionId()))
                    .findFirst()
                    .map(action -> requests.action(execution, action)))
        .flatMap(
            request ->
                setup
                    .providers()
                    .action(request.action().type())
                    .map(p -> p.afterInterruption(request)))
        .orElse(AfterInterruption.FAIL);
  }

  /** Stores a first definition. */
  public PipelineDefinition create(PipelineKey key, String document, Map<String, String> sources) {
    Instant now = setup.clock().instant();
    PipelineDefinition definition =
        setup.reader().read(new PipelineStore.Stored(key, 1, document, now, now, sources));
    List<String> stages = definition.stages().stream().map(PipelineDefinition.Stage::name).toList();
    var commit =
        new ExecutionStore.Commit(
            key,
            0,
            PipelineState.created(key, 1, stages),
            Set.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.of(new ExecutionStore.NewVersion(1, document, sources)),
            Map.of(),
            now);
    definitions.forget(key);
    loops.remove(key);
    if (setup.executions().commit(commit).isEmpty()) {
      throw Refused.because(
          "PipelineNameInUse",
          Problem.Kind.CONFLICT,
          "A pipeline with the name '"
              + key.name()
              + "' already exists in account '"
              + key.account()
              + "'");
    }
    return definition;
  }

  /**
   * Stores the next version; what runs finishes its actions and is cancelled. Returns the version.
   */
  public int update(PipelineKey key, String document, Map<String, String> sources) {
    CompletableFuture<Envelope.Answer> answer = new CompletableFuture<>();
    loop(key).offer(new Envelope.Redefine(document, sources, answer));
    return decision(await(answer)).state().currentVersion();
  }

  /** Takes a pipeline away. Whether there was one. Unfinished executions refuse it. */
  public boolean delete(PipelineKey key) {
    boolean busy = state(key).map(s -> !s.executions().isEmpty()).orElse(false);
    if (busy) {
      throw Refused.because(
          "ConcurrentModification",
          Problem.Kind.CONFLICT,
          "Pipeline " + key.name() + " has executions that are not finished; stop them first");
    }
    boolean deleted = setup.executions().delete(key, setup.clock().instant());
    loops.remove(key);
    definitions.forget(key);
    return deleted;
  }

  /** Tells the machine a command. */
  public Decision command(PipelineKey key, Input.Command command) {
    return decision(await(submit(key, command, Optional.empty(), Optional.empty())));
  }

  /** Starts an execution, or gives the id of the one that the same token started before. */
  public String start(PipelineKey key, Input.Start start, Optional<String> clientToken) {
    return await(submit(key, start, Optional.empty(), clientToken))
        .repeated()
        .orElse(start.executionId());
  }

  /** The definition of a version, in the model's words. */
  public PipelineDefinition definition(PipelineKey key, int version) {
    return definitions.get(key, version);
  }

  /** The pipeline's unit as last written. */
  public Optional<PipelineState> state(PipelineKey key) {
    return loop(key).state();
  }

  /** An execution as last written, finished or not. */
  public Optional<ExecutionState> execution(PipelineKey key, String id) {
    return state(key)
        .map(s -> s.executions().get(id))
        .or(() -> setup.executions().execution(key, id));
  }

  /** Whether nothing happens until a person, a client or a timer does something. */
  public boolean atRest() {
    return worker.idle()
        && scheduler.onlyTimers()
        && loops.values().stream().allMatch(PipelineLoop::idle)
        && worker.idle();
  }

  /** Hands out no more work: what is recorded waits for whoever comes next. What runs goes on. */
  public void beginNothingMore() {
    scheduler.close();
  }

  /** Whether no work runs and every command was answered. */
  public boolean isIdle() {
    return worker.idle() && loops.values().stream().allMatch(PipelineLoop::idle) && worker.idle();
  }

  /**
   * Why this engine cannot go on: what could not be recorded, and what kept it from that. Nothing
   * that is recorded is lost; the next engine goes on with it. Empty while all is well.
   */
  public Optional<PortException> fault() {
    return recorder.fault();
  }

  /** Stops working. What runs is interrupted and stays recorded, as after a kill. */
  @Override
  public void close() {
    recorder.close();
    scheduler.close();
    worker.close();
  }

  /**
   * Tells what came of an action that waits for somebody outside. Recorded once it returns; one
   * that is over, or unknown, is let be.
   */
  public void report(PipelineKey key, String actionExecutionId, ActionOutcome outcome) {
    await(
        submit(
            key,
            new Input.ActionReported(actionExecutionId, outcome),
            Optional.empty(),
            Optional.empty()));
  }

  void tell(PipelineKey key, Input.Fact fact, String workId) {
    await(submit(key, fact, Optional.of(workId), Optional.empty()));
  }

  void tell(PipelineKey key, Input.Command command, String workId) {
    await(submit(key, command, Optional.of(workId), Optional.empty()));
  }

  void progress(PipelineKey key, String actionExecutionId, ActionOutcome.External external) {
    await(
        submit(
            key,
            new Input.ActionProgressed(actionExecutionId, external),
            Optional.empty(),
            Optional.empty()));
  }

  void forget(PipelineKey key, String workId) {
    CompletableFuture<Envelope.Answer> answer = new CompletableFuture<>();
    loop(key).offer(new Envelope.Forget(workId, answer));
    await(answer);
  }

  private CompletableFuture<Envelope.Answer> submit(
      PipelineKey key, Input input, Optional<String> workId, Optional<String> token) {
    CompletableFuture<Envelope.Answer> answer = new CompletableFuture<>();
    loop(key).offer(new Envelope.Tell(input, workId, token, answer));
    return answer;
  }

  private PipelineLoop loop(PipelineKey key) {
    return loops.computeIfAbsent(key, k -> new PipelineLoop(k, context));
  }

  private static Decision decision(Envelope.Answer answer) {
    return answer.decision().orElseThrow(() -> new IllegalStateException("nothing was decided"));
  }

  private static Envelope.Answer await(CompletableFuture<Envelope.Answer> answer) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return answer.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case Refused refused -> refused;
        case PortException port -> port;
        case IllegalStateException broken -> broken;
        case null, default -> new IllegalStateException("The pipeline's loop failed", e.getCause());
      };
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
