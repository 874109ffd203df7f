package dev.baton.provider;

import dev.baton.format.document.Excerpt;
import dev.baton.model.document.Place;
import dev.baton.model.document.Problem;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.job.Job;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.port.ActionProvider;
import dev.baton.port.CustomTypeStore.CustomType;
import dev.baton.port.CustomTypeStore.Partner;
import dev.baton.port.CustomTypeStore.Property;
import dev.baton.port.IdSource;
import dev.baton.port.JobStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An action of a custom type or a partner's: a job lies ready for a worker, and the action waits.
 */
public final class JobAction implements ActionProvider {

  /** How long a custom action may take, all its jobs together (CodePipeline quota). */
  static final Duration TIMEOUT = Duration.ofHours(24);

  private static final Duration REMEMBERED = Duration.ofDays(30);

  /** What a queryable property may hold (CodePipeline's guide to custom actions). */
  private static final Pattern QUERYABLE = Pattern.compile("[A-Za-z0-9_-]{1,20}");

  private final CustomType type;
  private final JobStore jobs;
  private final IdSource ids;
  private final InstantSource clock;

  public JobAction(CustomType type, JobStore jobs, IdSource ids, InstantSource clock) {
    this.type = type;
    this.jobs = jobs;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public ActionType type() {
    return type.type();
  }

  @Override
  public AfterInterruption afterInterruption(Request request) {
    return AfterInterruption.REPEAT;
  }

  @Override
  public List<Problem> validate(PipelineDefinition.Action action) {
    return queryable()
        .flatMap(p -> Optional.ofNullable(action.configuration().get(p.name())))
        .filter(value -> !Variables.in(value) && !QUERYABLE.matcher(value).matches())
        .map(
            value ->
                List.of(
                    Problem.error(
                        "InvalidActionDeclaration",
                        Place.NOWHERE,
                        "Action "
                            + action.name()
                            + ": "
                            + Excerpt.of(value)
                            + " is the value of a queryable configuration property, which has at"
                            + " most 20 letters, digits, underscores and hyphens")))
        .orElse(List.of());
  }

  private Optional<Property> queryable() {
    return type.properties().stream().filter(Property::queryable).findFirst();
  }

  /** The action's, or that of this one job where a partner's type gives it less time. */
  private Instant deadline(Instant begun, Instant now) {
    Instant end = begun.plus(TIMEOUT);
    return type.partner()
        .flatMap(Partner::jobTimeoutSeconds)
        .map(now::plusSeconds)
        .filter(sooner -> sooner.isBefore(end))
        .orElse(end);
  }

  /** A repeat finds the job that is there. */
  @Override
  public ActionOutcome run(Request request, Progress progress) {
    Instant now = clock.instant();
    Optional<Job> first = jobs.first(request.actionExecutionId());
    Instant deadline = deadline(first.map(Job::createdAt).orElse(now), now);
    Job job =
        jobs.open(
            Job.queued(
                ids.uuid(),
                request.pipeline(),
                request.executionId(),
                request.actionExecutionId(),
                type.id(),
                query(request.configuration()),
                request.continuation(),
                now,
                deadline),
            now.minus(REMEMBERED));
    return new ActionOutcome.Waiting(ActionOutcome.External.NONE, Optional.of(job.deadline()));
  }

  private Map<String, String> query(Map<String, String> configuration) {
    Map<String, String> query = new LinkedHashMap<>();
    queryable().ifPresent(p -> query.put(p.name(), configuration.getOrDefault(p.name(), "")));
    return query;
  }

  @Override
  public void abandon(String actionExecutionId) {
    Optional<Job> open = open(actionExecutionId);
    while (open.isPresent() && !jobs.replace(open.get().ended(clock.instant()))) {
      open = open(actionExecutionId);
    }
  }

  private Optional<Job> open(String actionExecutionId) {
    return jobs.latest(actionExecutionId).filter(job -> !job.status().isOver());
  }
}
