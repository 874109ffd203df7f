package dev.baton.port;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.document.Problem;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.RunOptions;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks the rules of one rule type. Rules are repeatable: after a lost lease the same rule is
 * asked again.
 */
public interface RuleProvider {

  /** Category {@code Rule}; keys and required members as for actions. */
  ActionProvider.ActionType type();

  /**
   * What of a rule is wrong beyond keys and required members; values with a variable in them are
   * not judged. Places are the caller's to fill in.
   */
  default List<Problem> validate(PipelineDefinition.Rule rule) {
    return List.of();
  }

  /** Succeeded lets pass, Failed engages the condition's result, Continue asks again later. */
  ActionOutcome check(Request request) throws InterruptedException;

  /** A rule that is to be checked. */
  record Request(
      PipelineKey pipeline,
      String executionId,
      String ruleExecutionId,
      String stage,
      PipelineDefinition.Rule rule,
      Map<String, String> configuration,
      Map<String, ArtifactLocation> inputs,
      RunOptions options,
      Optional<String> continuation) {}
}
