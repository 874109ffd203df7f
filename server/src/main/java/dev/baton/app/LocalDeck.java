package dev.baton.app;

import dev.baton.adapter.jdbc.Database;
import dev.baton.adapter.owner.OwnerClient;
import dev.baton.adapter.owner.OwnerFile;
import dev.baton.adapter.owner.OwnerLock;
import dev.baton.adapter.process.Processes;
import dev.baton.api.aws.Audit;
import dev.baton.api.aws.Dispatcher;
import dev.baton.api.aws.Operation;
import dev.baton.api.own.BuildCommand;
import dev.baton.api.own.KeyCommand;
import dev.baton.api.own.OwnAudit;
import dev.baton.api.own.OwnCodec;
import dev.baton.api.own.OwnKeys;
import dev.baton.api.own.RunCommand;
import dev.baton.api.own.Started;
import dev.baton.api.own.read.Reading;
import dev.baton.api.own.read.StoreReading;
import dev.baton.cli.CommandFailure;
import dev.baton.cli.Deck;
import dev.baton.cli.ExitCode;
import dev.baton.cli.Interrupts;
import dev.baton.format.pipeline.PipelineReader;
import dev.baton.format.pipeline.StoredPipelines;
import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.artifact.Digest;
import dev.baton.model.build.BuildRecipe;
import dev.baton.model.build.program.ShellProgram;
import dev.baton.port.AuditLog;
import dev.baton.port.DefinitionReader;
import dev.baton.port.Entropy;
import dev.baton.port.IdSource;
import dev.baton.port.PortException;
import dev.baton.usecase.AccessKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A data directory on this machine. At any time this process is its owner, with or without an
 * engine, or reads beside whoever is.
 */
final class LocalDeck implements Deck {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(25);

  /** What a deck stands on. */
  record Ground(
      Path root,
      Path workspaces,
      Identity identity,
      InstantSource clock,
      IdSource ids,
      Entropy entropy,
      Interrupts interrupts,
      Function<Throwable, String> faults,
      Trial trial,
      Allowed allowed) {}

  /** Says something to the owner; throws when it is not there. */
  private interface Remotely<T> {
    T ask(OwnerFile.Owner owner) throws IOException;
  }

  private final Ground ground;
  private final DataDirectory directory;
  private final Processes processes = new Processes();
  private final OwnerLock lock;
  private final OwnerFile ownerFile;
  private final OwnerClient client = new OwnerClient();
  private final Reading reading;
  private final DefinitionReader definitions = new StoredPipelines();
  private Optional<Opened> beside = Optional.empty();
  private Optional<Opened> owned = Optional.empty();
  private Optional<OwnedEngine> engine = Optional.empty();
  private long epoch;
  private boolean closed;

  LocalDeck(Ground ground) {
    this.ground = ground;
    this.directory = DataDirectory.at(ground.root());
    this.lock = OwnerLock.open(directory.root());
    this.ownerFile = new OwnerFile(directory.root());
    this.reading = new StoreReading(account(), region(), this::opened);
  }

  @Override
  public String account() {
    return ground.identity().account();
  }

  @Override
  public String region() {
    return ground.identity().region();
  }

  @Override
  public String token() {
    return ground.ids().uuid();
  }

  @Override
  public Reading reading() {
    return reading;
  }

  @Override
  public DefinitionReader definitions() {
    return definitions;
  }

  @Override
  public boolean onThisMachine() {
    return true;
  }

  @Override
  public Optional<Path> repositoryAround(Path directory) {
    return opened().sources().repositoryAround(directory);
  }

  @Override
  public String offered(String place) {
    return place;
  }

  @Override
  public void deliver(ArtifactLocation artifact, Path directory) throws IOException {
    Opened stores = opened();
    Digest digest =
        reading
            .artifact(artifact)
            .orElseThrow(
                () -> new IllegalStateException("artifact " + artifact.key() + " is gone"));
    stores.files().overlay(stores.blobs(), digest, directory);
  }

  @Override
  public Duration lookAgain() {
    return LOOK_AGAIN;
  }

  private synchronized Opened opened() {
    if (owned.isPresent()) {
      return owned.get();
    }
    Instant end = ground.clock().instant().plus(PATIENCE);
    while (beside.isEmpty()) {
      beside = Database.openForReading(directory.database()).map(db -> over(db, false));
      // There is nothing to read yet, or it is of an older Baton: only an owner can mend that.
      if (beside.isEmpty() && own()) {
        return owned.orElseThrow();
      }
      if (beside.isEmpty()) {
        patiently(end);
      }
    }
    return beside.get();
  }

  private Opened over(Database database, boolean asOwner) {
    return new Opened(
        database,
        directory,
        asOwner,
        ground.identity(),
        ground.ids(),
        ground.clock(),
        processes,
        ground.allowed().audit());
  }

  /** Becomes the owner, without an engine, if nobody is. */
  private boolean own() {
    if (owned.isPresent()) {
      return true;
    }
    Optional<Long> acquired = lock.tryAcquire();
    if (acquired.isEmpty()) {
      return false;
    }
    epoch = acquired.get();
    try {
      owned =
          Optional.of(
              over(
                  Database.open(directory.database(), ground.clock(), ground.trial().room()),
                  true));
    } catch (RuntimeException e) {
      lock.release();
      throw e;
    }
    beside.ifPresent(Opened::close);
    beside = Optional.empty();
    return true;
  }

  /** Becomes the owner with an engine, if nobody else is the owner. */
  private boolean ownWithEngine() {
    if (engine.isPresent()) {
      return true;
    }
    if (!own()) {
      return false;
    }
    try {
      engine =
          Optional.of(
              OwnedEngine.start(
                  new OwnedEngine.Ground(
                      owned.orElseThrow(),
                      directory,
                      ground.identity(),
                      ground.clock(),
                      ground.ids(),
                      ground.entropy(),
                      processes,
                      ground.workspaces(),
                      epoch,
                      ground.faults(),
                      ground.trial(),
                      ground.allowed())));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.INTERRUPTED, "");
    }
  }

  /**
   * Becomes the owner with an engine, for a server.
   *
   * @throws CommandFailure when somebody else is the owner
   */
  synchronized OwnedEngine serve() {
    if (!ownWithEngine()) {
      throw CommandFailure.refused(
          "the data directory "
              + directory.root()
              + " is in use"
              + ownerFile.read().map(o -> " by process " + o.pid()).orElse("")
              + "; a server needs one that nobody else owns");
    }
    return engine.orElseThrow();
  }

  @Override
  public synchronized void carryOn() {
    if (closed) {
      return;
    }
    engine.flatMap(OwnedEngine::fault).ifPresent(LocalDeck::cannotGoOn);
    ownWithEngine();
  }

  private static void cannotGoOn(PortException fault) {
    throw new CommandFailure(
        ExitCode.FAILED,
        "baton: "
            + fault.getMessage()
            + ". What was recorded before is kept: then 'baton resume' goes on with it");
  }

  @Override
  public synchronized boolean owns() {
    return engine.filter(e -> e.fault().isEmpty()).isPresent();
  }

  @Override
  public String call(String target, String request) {
    byte[] body = request.getBytes(StandardCharsets.UTF_8);
    Dispatcher.Answer answer = answer(target, body);
    return AwsAnswers.printed(target, answer.status(), answer.body());
  }

  private Dispatcher.Answer answer(String target, byte[] body) {
    boolean reads =
        AwsAnswers.operations().stream()
            .filter(operation -> operation.target().equals(target))
            .anyMatch(operation -> operation.kind() == Operation.Kind.READS);
    if (reads) {
      return readers().call(ground.identity().caller(), target, body);
    }
    boolean setting = target.startsWith("AmazonSSM.") || target.startsWith("secretsmanager.");
    return change(
        setting,
        () -> dispatcher(setting).call(ground.identity().caller(), target, body),
        owner -> {
          OwnerClient.Answer said = client.post(owner, "/", Map.of("X-Amz-Target", target), body);
          return new Dispatcher.Answer(said.status(), said.body());
        });
  }

  private synchronized Dispatcher dispatcher(boolean setting) {
    if (setting && engine.isEmpty()) {
      Dispatcher.Builder routes = new Dispatcher.Builder();
      OwnedEngine.addSettings(
          routes, owned.orElseThrow(), ground.ids(), ground.entropy(), ground.clock());
      Opened stores = owned.orElseThrow();
      return routes.tokens(stores.pageTokens()).audited(stores.audit()).build();
    }
    return engine.orElseThrow().dispatcher();
  }

  private synchronized Dispatcher readers() {
    return Reads.over(opened(), ground.ids(), ground.entropy(), ground.clock());
  }

  @Override
  public Started run(RunCommand command) {
    return change(
        false,
        () -> engine.orElseThrow().commands().run(ground.identity().caller(), command),
        owner -> OwnCodec.started(ask(owner, "/_/run", OwnCodec.bytes(command))));
  }

  @Override
  public void register(RunCommand command) {
    boolean done =
        change(
            false,
            () -> {
              engine.orElseThrow().commands().register(ground.identity().caller(), command);
              return true;
            },
            owner -> {
              ask(owner, "/_/register", OwnCodec.bytes(command));
              return true;
            });
    if (!done) {
      throw new IllegalStateException("the registration was not answered");
    }
  }

  @Override
  public Started build(BuildCommand command) {
    return change(
        false,
        () -> engine.orElseThrow().commands().build(ground.identity().caller(), command),
        owner -> OwnCodec.started(ask(owner, "/_/build", OwnCodec.bytes(command))));
  }

  @Override
  public String keys(KeyCommand command) {
    byte[] answer =
        change(
            true,
            () -> ownKeys().handle(ground.identity().caller(), command),
            owner -> ask(owner, "/_/keys", OwnCodec.bytes(command)));
    return new String(answer, StandardCharsets.UTF_8);
  }

  private synchronized OwnKeys ownKeys() {
    return new OwnKeys(accessKeys(), audit());
  }

  @Override
  public synchronized String audit(AuditLog.Query query) {
    byte[] answer = new OwnAudit(opened().auditLog()).handle(ground.identity().caller(), query);
    return new String(answer, StandardCharsets.UTF_8);
  }

  /** The record of a data directory that this process owns. */
  synchronized Audit audit() {
    return owned.orElseThrow().audit();
  }

  /** The keys of a data directory that this process owns. */
  synchronized AccessKeys accessKeys() {
    return new AccessKeys(owned.orElseThrow().accessKeys(), ground.entropy(), ground.clock());
  }

  private byte[] ask(OwnerFile.Owner owner, String path, byte[] body) throws IOException {
    OwnerClient.Answer answer = client.post(owner, path, Map.of(), body);
    if (answer.status() >= 400) {
      throw AwsAnswers.refusal(answer.status(), answer.body());
    }
    return answer.body();
  }

  /** Done here when nobody owns the directory, else by its owner; while that changes, once more. */
  private <T> T change(boolean withoutEngine, Supplier<T> here, Remotely<T> there) {
    Instant end = ground.clock().instant().plus(PATIENCE);
    while (true) {
      boolean ours;
      synchronized (this) {
        ours = withoutEngine ? own() : ownWithEngine();
      }
      if (ours) {
        return here.get();
      }
      Optional<OwnerFile.Owner> owner = ownerFile.read();
      if (owner.isPresent()) {
        try {
          return there.ask(speaking(owner.get()));
        } catch (IOException e) {
          // It is leaving, or the file is a dead owner's: look again until somebody is there.
          patiently(end);
          continue;
        }
      }
      patiently(end);
    }
  }

  private static OwnerFile.Owner speaking(OwnerFile.Owner owner) {
    if (owner.protocol() != OwnerFile.PROTOCOL) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "the data directory is owned by another version of Baton (process "
              + owner.pid()
              + "); use that version, or wait until it is done");
    }
    return owner;
  }

  private void patiently(Instant end) {
    if (ground.interrupts().count() > 1) {
      throw new CommandFailure(ExitCode.INTERRUPTED, "");
    }
    if (ground.clock().instant().isAfter(end)) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "the owner of the data directory "
              + directory.root()
              + ownerFile.read().map(o -> " (process " + o.pid() + ")").orElse("")
              + " does not answer");
    }
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(10_000_000, 50_000_000));
  }

  @Override
  public PipelineReader pipelineReader() {
    return DeckPipelines.of(directory, account(), region(), reading()).reader();
  }

  @Override
  public String script(BuildRecipe recipe) {
    return ShellProgram.of(recipe, Optional.empty());
  }

  @Override
  public void leave(Runnable staying) {
    Optional<OwnedEngine> leaving;
    synchronized (this) {
      leaving = engine;
    }
    leaving.ifPresent(
        e -> {
          OthersWork others = new OthersWork(this, e, ground.interrupts());
          others.finish(staying);
          // What came in while the door was closing has been answered: it is ours, too.
          e.closeDoor();
          others.finish(staying);
        });
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    engine.ifPresent(OwnedEngine::close);
    engine = Optional.empty();
    owned.ifPresent(Opened::close);
    beside.ifPresent(Opened::close);
    lock.close();
  }
}
