package dev.baton.format.stored;

import dev.baton.model.build.Build;
import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.Effect;
import dev.baton.model.execution.Event;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.execution.RuleRun;
import dev.baton.model.job.Job;
import dev.baton.port.CustomTypeStore.CustomType;
import java.util.Map;

/**
 * The stored forms that the stores share. Each is made when it is first used: a command uses few.
 */
public final class Forms {

  private Forms() {}

  public static StoredJson<ExecutionState> execution() {
    return OfExecution.FORM;
  }

  /** Of a pipeline's unit, its executions left out. */
  public static StoredJson<PipelineState> unit() {
    return OfUnit.FORM;
  }

  public static StoredJson<Event> event() {
    return OfEvent.FORM;
  }

  public static StoredJson<Effect> effect() {
    return OfEffect.FORM;
  }

  public static StoredJson<ActionRun> action() {
    return OfAction.FORM;
  }

  public static StoredJson<RuleRun> rule() {
    return OfRule.FORM;
  }

  public static StoredJson<Build> build() {
    return OfBuild.FORM;
  }

  public static StoredJson<Job> job() {
    return OfJob.FORM;
  }

  public static StoredJson<CustomType> customType() {
    return OfCustomType.FORM;
  }

  public static StoredJson<Texts> texts() {
    return OfTexts.FORM;
  }

  /** A text map: sources, sealed content. */
  public record Texts(Map<String, String> texts) {}

  private static final class OfExecution {
    private static final StoredJson<ExecutionState> FORM = StoredJson.of(ExecutionState.class);
  }

  private static final class OfUnit {
    private static final StoredJson<PipelineState> FORM = StoredJson.of(PipelineState.class);
  }

  private static final class OfEvent {
    private static final StoredJson<Event> FORM = StoredJson.of(Event.class);
  }

  private static final class OfEffect {
    private static final StoredJson<Effect> FORM = StoredJson.of(Effect.class);
  }

  private static final class OfAction {
    private static final StoredJson<ActionRun> FORM = StoredJson.of(ActionRun.class);
  }

  private static final class OfRule {
    private static final StoredJson<RuleRun> FORM = StoredJson.of(RuleRun.class);
  }

  private static final class OfBuild {
    private static final StoredJson<Build> FORM = StoredJson.of(Build.class);
  }

  private static final class OfJob {
    private static final StoredJson<Job> FORM = StoredJson.of(Job.class);
  }

  private static final class OfCustomType {
    private static final StoredJson<CustomType> FORM = StoredJson.of(CustomType.class);
  }

  private static final class OfTexts {
    private static final StoredJson<Texts> FORM = StoredJson.of(Texts.class);
  }
}
