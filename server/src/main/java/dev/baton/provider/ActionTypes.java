package dev.baton.provider;

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
}
