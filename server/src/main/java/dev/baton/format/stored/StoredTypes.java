package dev.baton.format.stored;

import dev.baton.model.build.BuildRequest;
import dev.baton.model.execution.Effect;
import dev.baton.model.execution.Event;
import java.util.Map;

/**
 * The names under which the records of sealed types are stored. A name is never changed and never
 * given a second meaning: rows that carry it outlive this version.
 */
final class StoredTypes {

  private static final Map<String, Class<?>> EVENTS =
      Map.ofEntries(
          Map.entry("ExecutionStarted", Event.ExecutionStarted.class),
          Map.entry("ExecutionMoved", Event.ExecutionMoved.class),
          Map.entry("StopRequested", Event.StopRequested.class),
          Map.entry("StageMoved", Event.StageMoved.class),
          Map.entry("StageRetried", Event.StageRetried.class),
          Map.entry("ConditionMoved", Event.ConditionMoved.class),
          Map.entry("ActionStarted", Event.ActionStarted.class),
          Map.entry("ActionProgressed", Event.ActionProgressed.class),
          Map.entry("ActionFinished", Event.ActionFinished.class),
          Map.entry("RuleStarted", Event.RuleStarted.class),
          Map.entry("RuleProgressed", Event.RuleProgressed.class),
          Map.entry("RuleFinished", Event.RuleFinished.class),
          Map.entry("RollbackAwaited", Event.RollbackAwaited.class),
          Map.entry("RollbackGivenUp", Event.RollbackGivenUp.class),
          Map.entry("TransitionChanged", Event.TransitionChanged.class),
          Map.entry("DefinitionChanged", Event.DefinitionChanged.class));

  private static final Map<String, Class<?>> EFFECTS =
      Map.of(
          "RunAction", Effect.RunAction.class,
          "RunRule", Effect.RunRule.class,
          "AbandonAction", Effect.AbandonAction.class,
          "AbandonRule", Effect.AbandonRule.class,
          "SetTimer", Effect.SetTimer.class,
          "CancelTimer", Effect.CancelTimer.class,
          "StartRollback", Effect.StartRollback.class);

  private static final Map<String, Class<?>> RECIPES =
      Map.of(
          "Inline", BuildRequest.Recipe.Inline.class,
          "InSource", BuildRequest.Recipe.InSource.class);

  private static final Map<String, Class<?>> SOURCES =
      Map.of(
          "Nothing", BuildRequest.SourceContent.Nothing.class,
          "Artifact", BuildRequest.SourceContent.Artifact.class,
          "Git", BuildRequest.SourceContent.Git.class,
          "Directory", BuildRequest.SourceContent.Directory.class);

  private static final Map<Class<?>, Map<String, Class<?>>> NAMES =
      Map.of(
          Event.class, EVENTS,
          Effect.class, EFFECTS,
          BuildRequest.Recipe.class, RECIPES,
          BuildRequest.SourceContent.class, SOURCES);

  private StoredTypes() {}

  /**
   * Stored name to record.
   *
   * @throws IllegalArgumentException for a sealed type that is not stored
   */
  static Map<String, Class<?>> namesOf(Class<?> sealed) {
    Map<String, Class<?>> names = NAMES.get(sealed);
    if (names == null) {
      throw new IllegalArgumentException("no stored names for " + sealed);
    }
    return names;
  }
}
