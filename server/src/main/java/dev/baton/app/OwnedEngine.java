package dev.baton.app;

import dev.baton.adapter.file.FileCacheStore;
import dev.baton.adapter.owner.LoopbackListener;
import dev.baton.adapter.owner.OwnerFile;
import dev.baton.adapter.process.Processes;
import dev.baton.adapter.runner.ProcessBuildRunner;
import dev.baton.api.aws.Dispatcher;
import dev.baton.api.aws.Rates;
import dev.baton.api.aws.codebuild.BuildHandlers;
import dev.baton.api.aws.codebuild.BuildResources;
import dev.baton.api.aws.codebuild.ProjectHandlers;
import dev.baton.api.aws.codepipeline.ActionTypeHandlers;
import dev.baton.api.aws.codepipeline.CodePipelineChanges;
import dev.baton.api.aws.codepipeline.CodePipelineReads;
import dev.baton.api.aws.codepipeline.JobHandlers;
import dev.baton.api.aws.codepipeline.PartnerJobHandlers;
import dev.baton.api.aws.codepipeline.PipelineResources;
import dev.baton.api.aws.codepipeline.TypeTags;
import dev.baton.api.aws.edge.Authentication;
import dev.baton.api.aws.edge.StreamAuthentication;
import dev.baton.api.aws.logs.LogsHandlers;
import dev.baton.api.aws.secretsmanager.SecretsManagerHandlers;
import dev.baton.api.aws.ssm.SsmHandlers;
import dev.baton.api.own.OwnApi;
import dev.baton.api.own.OwnAudit;
import dev.baton.api.own.OwnCommands;
import dev.baton.api.own.OwnKeys;
import dev.baton.api.own.OwnRoutes;
import dev.baton.api.own.SourceTrees;
import dev.baton.api.own.read.ReadTable;
import dev.baton.api.own.read.Reading;
import dev.baton.app.metrics.MeteredBuilds;
import dev.baton.app.metrics.MeteredExecutions;
import dev.baton.app.metrics.Meters;
import dev.baton.engine.Engine;
import dev.baton.engine.Providers;
import dev.baton.engine.build.BuildPorts;
import dev.baton.engine.build.BuildYard;
import dev.baton.format.buildspec.BuildspecRecipes;
import dev.baton.format.project.StoredProjects;
import dev.baton.http.Route;
import dev.baton.port.ActionProvider;
import dev.baton.port.Entropy;
import dev.baton.port.IdSource;
import dev.baton.port.PortException;
import dev.baton.port.ProjectReader;
import dev.baton.provider.ActionTypes;
import dev.baton.provider.StoredSettings;
import dev.baton.usecase.AccessKeys;
import dev.baton.usecase.Builds;
import dev.baton.usecase.ClientTokens;
import dev.baton.usecase.CustomTypes;
import dev.baton.usecase.Executions;
import dev.baton.usecase.Jobs;
import dev.baton.usecase.PartnerJobs;
import dev.baton.usecase.Pipelines;
import dev.baton.usecase.Projects;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** The engine of an owner, with everything it works with and the door for other processes. */
final class OwnedEngine implements AutoCloseable {

  private static final long LOOK_AGAIN_NANOS = 10_000_000;

  /** What an owner stands on. */
  record Ground(
      Opened stores,
      DataDirectory directory,
      Identity identity,
      InstantSource clock,
      IdSource ids,
      Entropy entropy,
      Processes processes,
      Path workspaces,
      long epoch,
      Function<Throwable, String> faults,
      Trial trial,
      Allowed allowed) {}

  private final Ground ground;
  private final Meters meters;
  private final BuildYard yard;
  private final Engine engine;
  private final Dispatcher dispatcher;
  private final OwnCommands commands;
  private final OwnerFile ownerFile;
  private final List<OwnApi.Asked> asked = new ArrayList<>();
  private final Thread opening;
  private final Sweep sweep;
  private Optional<LoopbackListener> listener = Optional.empty();
  private boolean closed;

  private OwnedEngine(
      Ground ground,
      Meters meters,
      BuildYard yard,
      Engine engine,
      Dispatcher dispatcher,
      OwnCommands commands) {
    this.ground = ground;
    this.meters = meters;
    this.yard = yard;
    this.engine = engine;
    this.dispatcher = dispatcher;
    this.commands = commands;
    this.ownerFile = new OwnerFile(ground.directory().root());
    this.sweep =
        new Sweep(
            ground.stores().secrets(), ground.stores().events(), ground.clock(), ground.faults());
    this.opening = Thread.ofVirtual().name("owner's door").unstarted(this::listen);
  }

  /** Takes over what an earlier owner left, and begins to work. */
  static OwnedEngine start(Ground ground) throws InterruptedException {
    Opened stores = ground.stores();
    Meters meters = new Meters();
    stores.observe(meters::committed);
    ProjectReader projectReader = new StoredProjects();
    BuildPorts ports =
        new BuildPorts(
            new MeteredBuilds(stores.builds(), meters),
            stores.projects(),
            new RunnerAfterRestore(
                ProcessBuildRunner.here(ground.processes(), ground.workspaces()),
                ground.directory().root()),
            stores.sources(),
            stores.blobs(),
            stores.catalogue(),
            stores.files(),
            new FileCacheStore(
                ground.directory().caches(), FileCacheStore.Limits.USUAL, ground.clock()),
            stores.logs(),
            new BuildspecRecipes(),
            new StoredSettings(stores.parameters(), stores.secrets()),
            stores.requesters(),
            ground.clock(),
            ground.ids(),
            ground.trial().waypoints(),
            ground.trial().patience());
    BuildYard yard = new BuildYard(ports, ground.allowed().buildsAtOnce());
    Builds builds = new Builds(yard, ports);
    Later<Executions> executions = new Later<>();
    var custom =
        new CustomActions(
            stores.customTypes(), stores.jobs(), ground.identity(), ground.ids(), ground.clock());
    Providers providers =
        ProviderRegistry.providers(
            stores,
            ground.directory(),
            builds,
            projectReader,
            executions,
            custom,
            ground.clock(),
            ground.allowed().commands());
    Engine engine =
        new Engine(
            new Engine.Setup(
                new MeteredExecutions(stores.executions(), meters),
                stores.pipelines(),
                stores.definitions(),
                providers,
                ground.clock(),
                ground.ids(),
                ground.epoch(),
                ground.trial().waypoints(),
                ground.trial().patience()));
    executions.set(new Executions(engine, stores.executions(), stores.pipelines(), ground.ids()));
    Jobs jobs =
        new Jobs(
            engine,
            stores.jobs(),
            stores.customTypes(),
            stores.catalogue(),
            ground.ids(),
            ground.clock());
    Pipelines pipelines = new Pipelines(engine, stores.pipelines());
    Projects projects = new Projects(stores.projects(), ground.clock());
    Definitions definitions = new Definitions(providers, ground.identity().region());
    Dispatcher dispatcher =
        dispatcher(
            ground,
            providers,
            pipelines,
            executions.get(),
            jobs,
            projects,
            builds,
            definitions,
            projectReader);
    OwnCommands commands =
        new OwnCommands(
            new OwnCommands.Parts(
                pipelines,
                projects,
                executions.get(),
                builds,
                projectReader,
                stores.requesters(),
                stores.sources(),
                definitions::acceptedPipeline,
                ground.ids(),
                ground.clock()),
            stores.audit());
    OwnedEngine owned = new OwnedEngine(ground, meters, yard, engine, dispatcher, commands);
    yard.recover();
    RunnerAfterRestore.isOver(ground.directory().root());
    engine.start();
    jobs.recover();
    owned.sweep.start();
    owned.opening.start();
    return owned;
  }

  private static Dispatcher dispatcher(
      Ground ground,
      Providers providers,
      Pipelines pipelines,
      Executions executions,
      Jobs jobs,
      Projects projects,
      Builds builds,
      Definitions definitions,
      ProjectReader projectReader) {
    Opened stores = ground.stores();
    Dispatcher.Builder routes = new Dispatcher.Builder();
    new CodePipelineReads(
            stores.executions(),
            stores.pipelines(),
            stores.definitions(),
            stores.customTypes(),
            providers.ruleTypes())
        .addTo(routes);
    new JobHandlers(jobs).addTo(routes);
    PipelineResources besidePipelines = besidePipelines(stores, ground.entropy(), ground.clock());
    var tokens = new ClientTokens(stores.secrets(), ground.ids(), ground.entropy(), ground.clock());
    new PartnerJobHandlers(new PartnerJobs(jobs, tokens)).addTo(routes);
    addActionTypes(routes, stores, ground.clock(), tokens, besidePipelines.typeTags());
    besidePipelines.addReads(routes);
    besidePipelines.addChanges(routes);
    new CodePipelineChanges(
            pipelines,
            executions,
            definitions::acceptedPipeline,
            stores.customTypes(),
            besidePipelines.tags(),
            ground.clock())
        .addTo(routes);
    BuildResources besideBuilds = besideBuilds(stores, ground.entropy(), ground.clock());
    besideBuilds.addReads(routes);
    besideBuilds.addChanges(routes);
    ProjectHandlers projectHandlers = besideBuilds.projects();
    projectHandlers.addReads(routes);
    projectHandlers.addChanges(routes, projects, definitions::acceptedProject);
    BuildHandlers buildHandlers = new BuildHandlers(stores.builds(), stores.projects());
    buildHandlers.addReads(routes);
    buildHandlers.addChanges(routes, builds, projectReader, definitions::acceptedProject);
    addSettings(routes, stores, ground.ids(), ground.entropy(), ground.clock());
    LogsHandlers logs =
        new LogsHandlers(stores.builds(), stores.logs(), stores.events(), ground.clock());
    logs.addReads(routes);
    logs.addChanges(routes);
    return routes.tokens(stores.pageTokens()).audited(stores.audit()).build();
  }

  private static void addActionTypes(
      Dispatcher.Builder routes,
      Opened stores,
      InstantSource clock,
      ClientTokens tokens,
      TypeTags tags) {
    List<ActionProvider.ActionType> builtIn = ActionTypes.actions();
    var handlers = new ActionTypeHandlers(stores.customTypes(), builtIn);
    handlers.addReads(routes);
    handlers.addChanges(
        routes,
        new CustomTypes(
            stores.customTypes(),
            builtIn.stream().map(ActionProvider.ActionType::id).toList(),
            clock),
        tokens,
        tags);
  }

  /** What only reads can be asked beside an owner. */
  static PipelineResources besidePipelines(Opened stores, Entropy entropy, InstantSource clock) {
    return new PipelineResources(
        stores.resources(), stores.pipelines(), stores.customTypes(), entropy, clock);
  }

  /** What only reads can be asked beside an owner. */
  static BuildResources besideBuilds(Opened stores, Entropy entropy, InstantSource clock) {
    return new BuildResources(stores.resources(), stores.projects(), entropy, clock);
  }

  /** Parameters and secrets need no engine. */
  static void addSettings(
      Dispatcher.Builder routes,
      Opened stores,
      IdSource ids,
      Entropy entropy,
      InstantSource clock) {
    SsmHandlers ssm = new SsmHandlers(stores.parameters(), clock);
    ssm.addReads(routes);
    ssm.addChanges(routes);
    SecretsManagerHandlers secrets =
        new SecretsManagerHandlers(stores.secrets(), ids, entropy, clock);
    secrets.addReads(routes);
    secrets.addChanges(routes);
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  OwnCommands commands() {
    return commands;
  }

  Meters meters() {
    return meters;
  }

  /** How many pipelines have executions that are not over. */
  int busy() {
    return ground.stores().executions().unfinished().size();
  }

  /** How full the yard is where builds run. */
  BuildYard.Load load() {
    return yard.load();
  }

  /** Why this engine cannot go on with what is recorded; empty while it can. */
  Optional<PortException> fault() {
    return engine.fault().or(yard::fault);
  }

  /**
   * What a server answers to the command line of others.
   *
   * @param door judges who asks
   * @param rates how often each may ask
   */
  <D extends Authentication & StreamAuthentication> List<Route> routes(
      D door, Rates rates, Reading reading) {
    Opened stores = ground.stores();
    Identity identity = ground.identity();
    return new OwnRoutes(
            new OwnRoutes.Parts(
                door,
                door,
                rates,
                commands,
                keys(),
                new OwnAudit(stores.auditLog()),
                stores.audit(),
                new ReadTable(identity.account(), identity.region(), reading, stores.definitions()),
                stores.blobs(),
                new SourceTrees(stores.uploads(), new StoredProjects(), reading, ground.clock()),
                ground.ids(),
                ground.faults()))
        .table();
  }

  private OwnKeys keys() {
    return new OwnKeys(
        new AccessKeys(ground.stores().accessKeys(), ground.entropy(), ground.clock()),
        ground.stores().audit());
  }

  /** What other processes asked for and do not wait for themselves. */
  synchronized List<String> leftToUs() {
    return asked.stream().filter(a -> !a.waits()).map(OwnApi.Asked::id).toList();
  }

  private synchronized void note(OwnApi.Asked what) {
    asked.add(what);
  }

  private void listen() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    String token = HexFormat.of().formatHex(secret);
    OwnApi api =
        new OwnApi(
            new OwnApi.Parts(
                dispatcher,
                commands,
                keys(),
                ground.identity().caller(),
                token,
                this::note,
                ground.faults()));
    synchronized (this) {
      if (closed) {
        return;
      }
      LoopbackListener open = LoopbackListener.start(api);
      listener = Optional.of(open);
      ProcessHandle self = ProcessHandle.current();
      ownerFile.write(
          new OwnerFile.Owner(
              self.pid(),
              self.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L),
              open.port(),
              token,
              OwnerFile.PROTOCOL));
    }
  }

  /** Begins nothing more and waits for what runs, until {@code giveUp} says not to. */
  void drain(BooleanSupplier giveUp) {
    closeDoor();
    engine.beginNothingMore();
    while (!giveUp.getAsBoolean() && !(engine.isIdle() && yard.idle())) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  /** Answers no other process any more. */
  void closeDoor() {
    Optional<LoopbackListener> open;
    synchronized (this) {
      closed = true;
      open = listener;
      listener = Optional.empty();
    }
    // Outside of the lock: what is still being answered may need it.
    open.ifPresent(
        door -> {
          ownerFile.remove(ProcessHandle.current().pid());
          door.close();
        });
  }

  /** Ends what runs; the next owner goes on with it. */
  @Override
  public void close() {
    closeDoor();
    sweep.close();
    engine.close();
    yard.close();
  }
}
