package dev.baton.provider;

import dev.baton.format.pipeline.ValueChecks;
import dev.baton.model.document.Problem;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.port.ActionProvider.ActionType;
import java.util.List;

/**
 * Every action type and rule type of this package, without the providers: to judge a definition one
 * needs no store.
 */
public final class ActionTypes {

  private ActionTypes() {}

  /** In the order of registration. */
  public static List<ActionType> actions() {
    return List.of(
        GitSource.connectionType(),
        GitSource.codeCommitType(),
        GitSource.gitHubType(),
        S3Source.declared(),
        CodeBuildAction.declared("Build"),
        CodeBuildAction.declared("Test"),
        CommandsAction.declared("Compute"),
        CommandsAction.declared("Build"),
        ManualApproval.declared(),
        S3Deploy.declared(),
        StartPipeline.declared(),
        LocalCommand.declared());
  }

  /** In the order of registration. */
  public static List<ActionType> rules() {
    return List.of(VariableCheck.declared(), DeploymentWindow.declared(), CommandsRule.declared());
  }

  /** What the providers say of values when a pipeline is declared. */
  public static ValueChecks checks() {
    return new ValueChecks() {
      @Override
      public List<Problem> action(PipelineDefinition.Action action) {
        ActionTypeId id = action.type();
        if (!id.owner().equals("AWS")) {
          return id.equals(LocalCommand.declared().id())
              ? LocalCommand.problems(action)
              : List.of();
        }
        return switch (id.provider()) {
          case "Commands" -> CommandsAction.problems(action);
          case "CodePipeline" -> StartPipeline.problems(action);
          case "Manual" -> ManualApproval.problems(action);
          default -> List.of();
        };
      }

      @Override
      public List<Problem> rule(PipelineDefinition.Rule rule) {
        return switch (rule.type().provider()) {
          case "DeploymentWindow" -> DeploymentWindow.problems(rule);
          case "VariableCheck" -> VariableCheck.problems(rule);
          default -> List.of();
        };
      }
    };
  }
}
