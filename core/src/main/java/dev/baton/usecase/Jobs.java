package dev.baton.usecase;

import dev.baton.engine.Engine;
import dev.baton.engine.LogSubject;
import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.ActionOutcome.External;
import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.ActionStatus;
import dev.baton.model.execution.ArtifactRevision;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.job.Job;
import dev.baton.model.job.JobResult;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.port.ArtifactCatalogue;
import dev.baton.port.CustomTypeStore;
import dev.baton.port.CustomTypeStore.CustomType;
import dev.baton.port.IdSource;
import dev.baton.port.JobStore;
import dev.baton.port.PortException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What job workers do: ask for jobs, take them, answer. An answer is recorded first and told to the
 * action then; one that a killed Baton has not told is told by the next.
 */
public final class Jobs {

  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

  /** When the next job of an action with a continuation token comes. */
  public static final Duration CONTINUE_AFTER = Duration.ofSeconds(10);

  /** CodePipeline's quota for what one action hands on. */
  private static final int OUTPUT_VARIABLES_BYTES = 122_880;

  /** Among so many of the oldest jobs those are looked for that a worker may have. */
  private static final int LOOKED_AT = 200;

  private static final int TRIES = 10;

  private final Engine engine;
  private final JobStore store;
  private final CustomTypeStore types;
  private final ArtifactCatalogue catalogue;
  private final IdSource ids;
  private final InstantSource clock;
  private final String owner;

  /** Jobs of custom types. */
  public Jobs(
      Engine engine,
      JobStore store,
      CustomTypeStore types,
      ArtifactCatalogue catalogue,
      IdSource ids,
      InstantSource clock) {
    this(engine, store, types, catalogue, ids, clock, CustomType.CUSTOM);
  }

  private Jobs(
      Engine engine,
      JobStore store,
      CustomTypeStore types,
      ArtifactCatalogue catalogue,
      IdSource ids,
      InstantSource clock,
      String owner) {
    this.engine = engine;
    this.store = store;
    this.types = types;
    this.catalogue = catalogue;
    this.ids = ids;
    this.clock = clock;
    this.owner = owner;
  }

  /** The same for jobs of partners' types: each of the two knows nothing of the other's jobs. */
  Jobs ofPartners() {
    return new Jobs(engine, store, types, catalogue, ids, clock, CustomType.THIRD_PARTY);
  }

  /**
   * A job with what its action is.
   *
   * @param run its configuration is in the clear: it is the worker's
   */
  public record Assigned(Job job, ExecutionState execution, ActionRun run) {}

  /**
   * Hands out the oldest jobs of a type, each to one worker only.
   *
   * @param query the queryable property and the value that a job must have, or nothing
   */
  public List<Assigned> poll(
      String account, String region, ActionTypeId type, Map<String, String> query, int atMost) {
    CustomType custom = type(account, region, type);
    checkQuery(custom, query);
    Instant now = clock.instant();
    List<Assigned> assigned = new ArrayList<>();
    for (Job job : store.toBeHad(account, region, type, query, now, LOOKED_AT)) {
      if (assigned.size() == atMost) {
        break;
      }
      handOut(job, now).ifPresent(assigned::add);
    }
    return assigned;
  }

  /** A type of these jobs' owner; refused as ActionTypeNotFound. */
  CustomType type(String account, String region, ActionTypeId id) {
    return Optional.of(id)
        .filter(named -> named.owner().equals(owner))
        .flatMap(named -> types.find(account, region, named))
        .orElseThrow(() -> typeNotFound(id));
  }

  private static void checkQuery(CustomType type, Map<String, String> query) {
    for (String name : query.keySet()) {
      if (type.properties().stream().noneMatch(p -> p.queryable() && p.name().equals(name))) {
        throw invalid(type.id() + " has no queryable configuration property " + name + ".");
      }
    }
  }

  private Optional<Assigned> handOut(Job job, Instant now) {
    Optional<Assigned> waiting = waiting(job);
    if (waiting.isEmpty()) {
      endIfUnwanted(job, now);
      return Optional.empty();
    }
    Job out = job.dispatched(ids.uuid(), now);
    return store.replace(out)
        ? waiting.map(w -> new Assigned(out, w.execution(), w.run()))
        : Optional.empty();
  }

  /** The job's action, once it is recorded that it waits for the answer. */
  private Optional<Assigned> waiting(Job job) {
    return action(job).filter(a -> a.run().waitingUntil().isPresent());
  }

  /** The job's action while it is in progress. */
  private Optional<Assigned> action(Job job) {
    return any(job).filter(a -> a.run().status() == ActionStatus.IN_PROGRESS);
  }

  private Optional<Assigned> any(Job job) {
    return engine
        .execution(job.pipeline(), job.executionId())
        .flatMap(
            execution ->
                execution.actions().stream()
                    .filter(run -> run.id().equals(job.actionExecutionId()))
                    .findFirst()
                    .map(run -> new Assigned(job, execution, run)));
  }

  private boolean endIfUnwanted(Job job, Instant now) {
    return action(job).isEmpty() && store.replace(job.ended(now));
  }

  /**
   * A worker takes a job that it was handed out.
   *
   * @return where the job stands
   */
  public Job.Status acknowledge(String account, String region, String id, String nonce) {
    for (int i = 0; i < TRIES; i++) {
      Job job = find(account, region, id);
      if (job.nonce().isEmpty() || !job.nonce().equals(nonce)) {
        throw Refused.because(
            "InvalidNonce",
            Problem.Kind.USER,
            "The nonce is not the one with which job " + id + " was handed out last.");
      }
      if (job.status() != Job.Status.DISPATCHED) {
        return job.status();
      }
      Job taken = job.acknowledged(clock.instant());
      if (store.replace(taken)) {
        return taken.status();
      }
    }
    throw contended(id);
  }

  /** A job with its action; refused as JobNotFound. */
  public Assigned details(String account, String region, String id) {
    return any(find(account, region, id)).orElseThrow(() -> notFound(id));
  }

  /** A worker's answer. The same answer again is let be; another one is refused. */
  public void answer(String account, String region, String id, JobResult given) {
    for (int i = 0; i < TRIES; i++) {
      Job job = find(account, region, id);
      JobResult result = withAddress(job, given);
      check(result);
      if (job.status().isOver()) {
        repeat(job, result);
        return;
      }
      if (job.status() != Job.Status.IN_PROGRESS) {
        throw invalidState(
            "Job " + id + " is " + job.status().awsName() + "; a worker acknowledges it first.");
      }
      if (endIfUnwanted(job, clock.instant())) {
        throw terminated(id);
      }
      Job answered = job.answered(result, clock.instant());
      if (store.replace(answered)) {
        deliver(answered);
        return;
      }
    }
    throw contended(id);
  }

  private void repeat(Job job, JobResult result) {
    JobResult before = job.result().orElseThrow(() -> terminated(job.id()));
    if (before.succeeded() != result.succeeded()) {
      throw terminated(job.id());
    }
    if (!before.equals(result)) {
      throw invalidState(
          "The status of job with id "
              + job.id()
              + " is already set to the desired value. It cannot be updated with the same status,"
              + " but different result or output variables.");
    }
    if (!job.delivered()) {
      deliver(job);
    }
  }

  private static void check(JobResult result) {
    if (result.continuation().isPresent() && !result.outputVariables().isEmpty()) {
      throw invalid("A job can not contain both a continuation token and output variables.");
    }
    long size = 0;
    for (Map.Entry<String, String> entry : result.outputVariables().entrySet()) {
      size += utf8(entry.getKey()) + utf8(entry.getValue());
    }
    if (size > OUTPUT_VARIABLES_BYTES) {
      throw Refused.because(
          "OutputVariablesSizeExceeded",
          Problem.Kind.LIMIT,
          "The output variables have more than " + OUTPUT_VARIABLES_BYTES + " bytes.");
    }
  }

  private static long utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Tells what an earlier Baton recorded and had no time to tell. */
  public void recover() {
    for (Job job : store.undelivered()) {
      try (LogSubject _ = LogSubject.execution(Optional.of(job.executionId()))) {
        recover(job);
      }
    }
  }

  private void recover(Job job) {
    try {
      deliver(job);
    } catch (PortException | IllegalStateException e) {
      // It holds up no other; the worker's repeat or the next start tells it again.
      LOG.error("The result of job {} waits for its pipeline", job.id(), e);
    }
  }

  private void deliver(Job job) {
    JobResult result = job.result().orElseThrow();
    try {
      engine.report(job.pipeline(), job.actionExecutionId(), outcome(job, result));
    } catch (Refused e) {
      LOG.warn("Job {} is gone with its pipeline: {}", job.id(), e.getMessage());
    }
    store.replace(job.told());
  }

  private ActionOutcome outcome(Job job, JobResult result) {
    if (!result.succeeded()) {
      return new ActionOutcome.Failed(result.external(), result.code(), result.message());
    }
    if (result.continuation().isPresent()) {
      return new ActionOutcome.Continue(
          result.external(), result.continuation().get(), clock.instant().plus(CONTINUE_AFTER));
    }
    Optional<ActionRun> run = any(job).map(Assigned::run);
    Map<String, ArtifactLocation> written = run.map(r -> written(r.outputs())).orElse(Map.of());
    return new ActionOutcome.Succeeded(
        result.external(),
        result.outputVariables(),
        written,
        run.map(r -> revisions(r, result)).orElse(List.of()));
  }

  /** What is not there makes the action fail that wants it, not this one, as with AWS. */
  private Map<String, ArtifactLocation> written(Map<String, ArtifactLocation> outputs) {
    Map<String, ArtifactLocation> written = new LinkedHashMap<>();
    outputs.forEach(
        (name, location) -> {
          if (catalogue.latest(location).isPresent()) {
            written.put(name, location);
          }
        });
    return written;
  }

  private static List<ArtifactRevision> revisions(ActionRun run, JobResult result) {
    return result.revisions().stream()
        .flatMap(
            given ->
                run.outputs().keySet().stream()
                    .map(
                        artifact ->
                            new ArtifactRevision(
                                run.action(), artifact, given.revision(), given.summary(), "")))
        .toList();
  }

  /** The type's template with the worker's id and the configuration, what is secret left out. */
  private JobResult withAddress(Job job, JobResult given) {
    Optional<CustomType> type =
        types.remembered(job.pipeline().account(), job.pipeline().region(), job.type());
    String address = type.map(t -> t.settings().executionUrlTemplate()).orElse("");
    if (address.isEmpty() || given.external().id().isEmpty()) {
      return given;
    }
    address = address.replace("{ExternalExecutionId}", given.external().id());
    Map<String, String> configuration =
        any(job).map(a -> a.run().resolvedConfiguration()).orElse(Map.of());
    for (CustomTypeStore.Property property : type.get().properties()) {
      String value = configuration.get(property.name());
      if (value != null && !property.secret()) {
        address = address.replace("{Config:" + property.name() + "}", value);
      }
    }
    External external = new External(given.external().id(), given.external().summary(), address);
    return new JobResult(
        given.succeeded(),
        external,
        given.code(),
        given.message(),
        given.outputVariables(),
        given.continuation(),
        given.revisions());
  }

  /** A job of these jobs' owner; refused as JobNotFound. */
  Job find(String account, String region, String id) {
    return store
        .get(account, region, id)
        .filter(job -> job.type().owner().equals(owner))
        .orElseThrow(() -> notFound(id));
  }

  private static Refused notFound(String id) {
    return Refused.because(
        "JobNotFound", Problem.Kind.NOT_FOUND, "Job with id '" + id + "' does not exist");
  }

  private static Refused terminated(String id) {
    return invalidState("Job with id " + id + " has already terminated");
  }

  private static Refused invalidState(String message) {
    return Refused.because("InvalidJobState", Problem.Kind.CONFLICT, message);
  }

  private static Refused typeNotFound(ActionTypeId type) {
    return Refused.because(
        "ActionTypeNotFound",
        Problem.Kind.NOT_FOUND,
        "There are no jobs of an action type " + type + " to poll for here.");
  }

  private static Refused contended(String id) {
    return Refused.because(
        "InvalidJobState", Problem.Kind.CONFLICT, "Job " + id + " is being changed by others.");
  }

  private static Refused invalid(String message) {
    return Refused.because("Validation", Problem.Kind.USER, message);
  }
}
