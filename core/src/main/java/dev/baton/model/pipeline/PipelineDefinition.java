package dev.baton.model.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pipeline as declared, in CodePipeline's words and with its defaults filled in. The document it
 * came from is stored beside it, as it came.
 *
 * @param version the stored version that this is; 0 before it is stored
 */
public record PipelineDefinition(
    String name,
    int version,
    Type type,
    ExecutionMode mode,
    String roleArn,
    ArtifactStore artifactStore,
    List<Stage> stages,
    List<Variable> variables,
    List<Trigger> triggers) {

  public PipelineDefinition {
    stages = List.copyOf(stages);
    variables = List.copyOf(variables);
    triggers = List.copyOf(triggers);
  }

  /** V1 or V2, as CodePipeline's {@code pipelineType}. */
  public enum Type {
    V1,
    V2
  }

  /** How executions share stages (reference section 4). */
  public enum ExecutionMode {
    SUPERSEDED,
    QUEUED,
    PARALLEL
  }

  /** What a failed gate does. */
  public enum Result {
    FAIL,
    ROLLBACK,
    RETRY,
    SKIP
  }

  /** Which actions a retry runs again. */
  public enum RetryMode {
    FAILED_ACTIONS,
    ALL_ACTIONS
  }

  /**
   * Where artifacts lie: one bucket, or one for each region. {@code location} is the bucket of the
   * pipeline's own region.
   */
  public record ArtifactStore(String location, Map<String, String> byRegion) {}

  /** A pipeline variable; without a default an execution must be given its value. */
  public record Variable(
      String name, Optional<String> defaultValue, Optional<String> description) {}

  /** A stage. */
  public record Stage(
      String name,
      List<Action> actions,
      Optional<Condition> beforeEntry,
      Optional<Condition> onSuccess,
      Optional<OnFailure> onFailure) {

    public Stage {
      actions = List.copyOf(actions);
    }

    /** The action of that name; names are unique within a stage. */
    public Optional<Action> action(String name) {
      return actions.stream().filter(a -> a.name().equals(name)).findFirst();
    }
  }

  /**
   * An action.
   *
   * @param configuration keys and values as written, {@code #{...}} unresolved
   * @param timeoutMinutes of approvals; empty for the provider's own
   */
  public record Action(
      String name,
      ActionTypeId type,
      int runOrder,
      Map<String, String> configuration,
      List<String> inputArtifacts,
      List<OutputArtifact> outputArtifacts,
      Optional<String> namespace,
      Optional<String> roleArn,
      Optional<String> region,
      Optional<Integer> timeoutMinutes,
      List<String> commands,
      List<String> outputVariables,
      List<EnvironmentVariable> environmentVariables) {}

  /** An artifact that an action makes; {@code files} only for Commands, else empty. */
  public record OutputArtifact(String name, List<String> files) {}

  /** A variable of an action's environment; {@code type} is PLAINTEXT or SECRETS_MANAGER. */
  public record EnvironmentVariable(String name, String value, String type) {}

  /** One gate's condition: any rule that fails engages the result. */
  public record Condition(Result result, List<Rule> rules) {}

  /** A rule of a condition. */
  public record Rule(
      String name,
      ActionTypeId type,
      Map<String, String> configuration,
      List<String> inputArtifacts,
      List<String> commands,
      Optional<String> region,
      Optional<String> roleArn,
      Optional<Integer> timeoutMinutes) {}

  /**
   * What follows a failed stage: a result at once, or conditions, or neither (then the execution
   * fails).
   */
  public record OnFailure(
      Optional<Result> result, Optional<RetryMode> retryMode, Optional<Condition> condition) {}

  /** A trigger of a source action; the filters are read by the issue that delivers pushes. */
  public record Trigger(String sourceAction, String providerType) {}

  /** The stage of that name. */
  public Optional<Stage> stage(String name) {
    return stages.stream().filter(s -> s.name().equals(name)).findFirst();
  }
}
