package dev.baton.model.execution;

import dev.baton.model.pipeline.PipelineDefinition.Action;
import dev.baton.model.pipeline.PipelineDefinition.EnvironmentVariable;
import dev.baton.model.pipeline.PipelineDefinition.Rule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code #{namespace.key}} in one pass; a value is not looked at again (CodePipeline user
 * guide, "Variables").
 */
public final class Variables {

  private static final Pattern REFERENCE =
      Pattern.compile("#\\{([A-Za-z0-9@_-]+)\\.([A-Za-z0-9@_.-]+)}");

  /** CodePipeline's quota for a resolved configuration; it bounds all that values may add. */
  static final int MOST_CHARACTERS = 100 * 1024;

  private final ExecutionState execution;
  private int room = MOST_CHARACTERS;
  private boolean tooLong;
  private final Set<String> unresolved = new LinkedHashSet<>();

  private Variables(ExecutionState execution) {
    this.execution = execution;
  }

  /**
   * A thing with its variables replaced.
   *
   * @param unresolved references that have no value, as written; they are still in the thing
   * @param tooLong whether the values together exceed the quota of 102,400 characters; those that
   *     do are left out
   */
  public record Resolved<T>(T value, Set<String> unresolved, boolean tooLong) {}

  private <T> Resolved<T> resolved(T value) {
    return new Resolved<>(value, Collections.unmodifiableSet(unresolved), tooLong);
  }

  /** The action as its execution runs it: configuration, commands and environment variables. */
  public static Resolved<Action> resolve(Action action, ExecutionState execution) {
    Variables variables = new Variables(execution);
    Action resolved =
        new Action(
            action.name(),
            action.type(),
            action.runOrder(),
            variables.in(action.configuration()),
            action.inputArtifacts(),
            action.outputArtifacts(),
            action.namespace(),
            action.roleArn(),
            action.region(),
            action.timeoutMinutes(),
            variables.in(action.commands()),
            action.outputVariables(),
            action.environmentVariables().stream().map(variables::in).toList());
    return variables.resolved(resolved);
  }

  /** The rule as its execution asks it: configuration and commands. */
  public static Resolved<Rule> resolve(Rule rule, ExecutionState execution) {
    Variables variables = new Variables(execution);
    Rule resolved =
        new Rule(
            rule.name(),
            rule.type(),
            variables.in(rule.configuration()),
            rule.inputArtifacts(),
            variables.in(rule.commands()),
            rule.region(),
            rule.roleArn(),
            rule.timeoutMinutes());
    return variables.resolved(resolved);
  }

  private Map<String, String> in(Map<String, String> values) {
    Map<String, String> resolved = new LinkedHashMap<>();
    values.forEach((key, value) -> resolved.put(key, in(value)));
    return Collections.unmodifiableMap(resolved);
  }

  private List<String> in(List<String> values) {
    return values.stream().map(this::in).toList();
  }

  private EnvironmentVariable in(EnvironmentVariable variable) {
    return new EnvironmentVariable(variable.name(), in(variable.value()), variable.type());
  }

  private String in(String text) {
    if (!text.contains("#{")) {
      return text;
    }
    return REFERENCE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match)));
  }

  private String value(MatchResult reference) {
    Optional<String> value = lookUp(reference.group(1), reference.group(2));
    if (value.isEmpty()) {
      unresolved.add(reference.group());
      return reference.group();
    }
    if (value.get().length() > room) {
      tooLong = true;
      return "";
    }
    room -= value.get().length();
    return value.get();
  }

  private Optional<String> lookUp(String namespace, String key) {
    return switch (namespace) {
      case "variables" -> Optional.ofNullable(pipelineVariables().get(key));
      case "codepipeline" ->
          key.equals("PipelineExecutionId") ? Optional.of(execution.id()) : Optional.empty();
      default -> Optional.ofNullable(outputs(namespace).get(key));
    };
  }

  private Map<String, String> pipelineVariables() {
    // An action may use the namespace `variables` where the pipeline declares none.
    return execution.variables().isEmpty() ? outputs("variables") : execution.variables();
  }

  private Map<String, String> outputs(String namespace) {
    return execution.outputs().getOrDefault(namespace, Map.of());
  }
}
