package dev.baton.provider;

import dev.baton.format.document.Excerpt;
import dev.baton.model.document.Problem;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.port.ActionProvider;
import dev.baton.port.RuleProvider;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/**
 * Lets pass while a deployment window is open, and waits until it opens.
 *
 * <p>{@code Cron} is a Quartz expression of six fields, or seven with the year; {@code TimeZone} is
 * a region ({@code America/New_York}), UTC, GMT or an offset, UTC unless given. CodePipeline
 * documents a rule that waits for the window to open and takes nothing but {@code *} for the
 * seconds: a window is made of minutes. So the window is open throughout each minute of which a
 * second matches, and an expression that was written as a schedule ({@code 0 * 9-16 ? * MON-FRI})
 * means the same as with {@code *}. What the clock skips when summer time begins is no part of any
 * window. A window that never opens again fails the rule at once.
 */
public final class DeploymentWindow implements RuleProvider {

  /** No window takes more to say; the expressions of a pipeline are untrusted. */
  private static final int LONGEST = 500;

  private final InstantSource clock;

  public DeploymentWindow(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public ActionProvider.ActionType type() {
    return declared();
  }

  static ActionProvider.ActionType declared() {
    return Types.aws("Rule", "DeploymentWindow").required("Cron").optional("TimeZone").type();
  }

  @Override
  public List<Problem> validate(PipelineDefinition.Rule rule) {
    return problems(rule);
  }

  static List<Problem> problems(PipelineDefinition.Rule rule) {
    Map<String, String> configuration = rule.configuration();
    boolean unknown = configuration.values().stream().anyMatch(Variables::in);
    return unknown || !configuration.containsKey("Cron")
        ? List.of()
        : Outcomes.problems(
            "InvalidStageDeclaration", "Rule " + rule.name(), () -> window(configuration));
  }

  @Override
  public ActionOutcome check(Request request) {
    Window window = window(request.configuration());
    Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    Optional<Instant> opens = window.opensFrom(minute);
    if (opens.isEmpty()) {
      return Outcomes.failed(
          request.ruleExecutionId(), "The deployment window " + window + " never opens again");
    }
    if (opens.get().isAfter(minute)) {
      String summary = "The deployment window " + window + " opens at " + opens.get();
      return new ActionOutcome.Continue(
          new ActionOutcome.External(request.ruleExecutionId(), summary, ""),
          opens.get().toString(),
          opens.get());
    }
    return Outcomes.succeeded(
        request.ruleExecutionId(), "The deployment window " + window + " is open");
  }

  private record Window(CronExpression cron, ZoneId zone) {

    /** The first minute that belongs to the window, the given one included. */
    Optional<Instant> opensFrom(Instant minute) {
      return Optional.ofNullable(cron.getNextValidTimeAfter(Date.from(minute.minusSeconds(1))))
          .map(next -> next.toInstant().truncatedTo(ChronoUnit.MINUTES));
    }

    @Override
    public String toString() {
      return "'" + cron.getCronExpression() + "' in " + zone;
    }
  }

  private static Window window(Map<String, String> configuration) {
    ZoneId zone = zone(configuration.getOrDefault("TimeZone", "UTC"));
    CronExpression cron = cron(configuration.getOrDefault("Cron", ""));
    cron.setTimeZone(TimeZone.getTimeZone(zone));
    return new Window(cron, zone);
  }

  private static CronExpression cron(String text) {
    if (text.length() > LONGEST) {
      throw Outcomes.misconfiguration("Cron is longer than " + LONGEST + " characters");
    }
    try {
      return new CronExpression(text);
    } catch (ParseException e) {
      throw Outcomes.misconfiguration(
          "Cron '"
              + Excerpt.of(text)
              + "' is no cron expression of 6 or 7 fields (seconds minutes hours day-of-month month"
              + " day-of-week [year]): "
              + Excerpt.of(String.valueOf(e.getMessage()), 200));
    }
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw Outcomes.misconfiguration(
          "TimeZone '"
              + Excerpt.of(text)
              + "' is no time zone; right is a region such as America/New_York, UTC, or an offset"
              + " such as UTC+02:00");
    }
  }
}
