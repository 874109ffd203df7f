package dev.baton.app;

import dev.baton.api.aws.Dispatcher;
import dev.baton.api.aws.codebuild.BuildHandlers;
import dev.baton.api.aws.codebuild.BuildResources;
import dev.baton.api.aws.codepipeline.ActionTypeHandlers;
import dev.baton.api.aws.codepipeline.CodePipelineReads;
import dev.baton.api.aws.logs.LogsHandlers;
import dev.baton.api.aws.secretsmanager.SecretsManagerHandlers;
import dev.baton.api.aws.ssm.SsmHandlers;
import dev.baton.port.Entropy;
import dev.baton.port.IdSource;
import dev.baton.provider.ActionTypes;
import java.time.InstantSource;

/** The operations that change nothing, over the stores alone: they need no engine and no owner. */
final class Reads {

  private Reads() {}

  static Dispatcher over(Opened stores, IdSource ids, Entropy entropy, InstantSource clock) {
    Dispatcher.Builder routes = new Dispatcher.Builder();
    new CodePipelineReads(
            stores.executions(),
            stores.pipelines(),
            stores.definitions(),
            stores.customTypes(),
            ActionTypes.rules())
        .addTo(routes);
    new ActionTypeHandlers(stores.customTypes(), ActionTypes.actions()).addReads(routes);
    OwnedEngine.besidePipelines(stores, entropy, clock).addReads(routes);
    BuildResources besideBuilds = OwnedEngine.besideBuilds(stores, entropy, clock);
    besideBuilds.projects().addReads(routes);
    besideBuilds.addReads(routes);
    new BuildHandlers(stores.builds(), stores.projects()).addReads(routes);
    new SsmHandlers(stores.parameters(), clock).addReads(routes);
    new SecretsManagerHandlers(stores.secrets(), ids, entropy, clock).addReads(routes);
    new LogsHandlers(stores.builds(), stores.logs(), stores.events(), clock).addReads(routes);
    return routes.tokens(stores.pageTokens()).build();
  }
}
