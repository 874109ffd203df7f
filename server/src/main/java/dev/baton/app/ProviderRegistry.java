package dev.baton.app;

import dev.baton.engine.Providers;
import dev.baton.port.ActionProvider;
import dev.baton.port.ArtifactFiles;
import dev.baton.port.ProjectReader;
import dev.baton.port.RuleProvider;
import dev.baton.provider.CodeBuildAction;
import dev.baton.provider.CommandsAction;
import dev.baton.provider.CommandsRule;
import dev.baton.provider.DeploymentWindow;
import dev.baton.provider.GitSource;
import dev.baton.provider.LocalCommand;
import dev.baton.provider.ManualApproval;
import dev.baton.provider.S3Deploy;
import dev.baton.provider.S3Source;
import dev.baton.provider.StartPipeline;
import dev.baton.provider.VariableCheck;
import dev.baton.usecase.Builds;
import dev.baton.usecase.Executions;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Every provider of this Baton. Adding one is one line here. */
final class ProviderRegistry {

  private ProviderRegistry() {}

  static Providers providers(
      Opened stores,
      DataDirectory directory,
      Builds builds,
      ProjectReader projects,
      Supplier<Executions> executions,
      Providers.Further custom,
      InstantSource clock,
      LocalCommand.Permission commands) {
    ArtifactFiles files = stores.files();
    var git =
        new GitSource.Parts(
            stores.sources(),
            files,
            stores.blobs(),
            stores.catalogue(),
            clock,
            directory.scratch());
    List<ActionProvider> actions =
        List.of(
            GitSource.connection(git),
            GitSource.codeCommit(git),
            GitSource.gitHub(git),
            new S3Source(files, stores.blobs(), stores.catalogue(), clock, directory.buckets()),
            new CodeBuildAction("Build", builds, stores.projects(), projects),
            new CodeBuildAction("Test", builds, stores.projects(), projects),
            new CommandsAction("Compute", builds),
            new CommandsAction("Build", builds),
            new ManualApproval(),
            new S3Deploy(files, stores.blobs(), stores.catalogue(), clock, directory.buckets()),
            new StartPipeline(executions),
            new LocalCommand(builds, stores.logs(), commands));
    List<RuleProvider> rules =
        List.of(new VariableCheck(), new DeploymentWindow(clock), new CommandsRule(builds));
    return new Providers(actions, rules, custom);
  }
}
