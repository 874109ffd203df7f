package dev.baton.app;

import dev.baton.adapter.file.FileBlobStore;
import dev.baton.adapter.file.ZipArtifactFiles;
import dev.baton.adapter.process.Processes;
import dev.baton.adapter.remote.ServerClient;
import dev.baton.api.aws.wire.Json;
import dev.baton.api.own.BuildCommand;
import dev.baton.api.own.KeyCommand;
import dev.baton.api.own.OwnCodec;
import dev.baton.api.own.RunCommand;
import dev.baton.api.own.Started;
import dev.baton.api.own.read.Query;
import dev.baton.api.own.read.Reading;
import dev.baton.api.own.read.RemoteReading;
import dev.baton.cli.CommandFailure;
import dev.baton.cli.Deck;
import dev.baton.format.pipeline.PipelineReader;
import dev.baton.format.pipeline.StoredPipelines;
import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.artifact.Digest;
import dev.baton.model.build.BuildRecipe;
import dev.baton.model.build.program.ShellProgram;
import dev.baton.port.ArtifactFiles;
import dev.baton.port.AuditLog;
import dev.baton.port.BlobStore;
import dev.baton.port.DefinitionReader;
import dev.baton.port.IdSource;
import dev.baton.port.SourceHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server. Directories of this machine are packed and sent to it. */
final class RemoteDeck implements Deck {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
  private static final long LARGEST_BLOB = 8L * 1024 * 1024 * 1024;

  private final RemoteServer server;
  private final IdSource ids;
  private final Path temporary;
  private final Map<String, String> environment;
  private final RemoteReading reading;
  private final DefinitionReader definitions = new StoredPipelines();
  private final Lazy<RemoteReading.Where> where;

  /**
   * A server's deck.
   *
   * @param temporary where trees lie on their way
   * @param environment of this process
   */
  RemoteDeck(RemoteServer server, IdSource ids, Path temporary, Map<String, String> environment) {
    this.server = server;
    this.ids = ids;
    this.temporary = temporary;
    this.environment = environment;
    this.reading =
        new RemoteReading(
            (name, query) ->
                new String(server.read("/_/read/" + name, query), StandardCharsets.UTF_8));
    this.where = new Lazy<>(reading::where);
  }

  @Override
  public String account() {
    return where.get().account();
  }

  @Override
  public String region() {
    return where.get().region();
  }

  @Override
  public String token() {
    return ids.uuid();
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
    return false;
  }

  @Override
  public Optional<Path> repositoryAround(Path directory) {
    try (SentTree tree = tree()) {
      return tree.repositoryAround(directory);
    }
  }

  @Override
  public String offered(String place) {
    Optional<Path> directory = SentTree.directory(place);
    if (directory.isEmpty()) {
      return place;
    }
    try (SentTree tree = tree()) {
      Path inside = tree.take(directory.get());
      BlobStore.Stored blob = tree.packed();
      byte[] answer = server.send("/_/uploads", tree.blobs(), blob);
      String kept =
          Json.topText(answer, "place")
              .orElseThrow(() -> new IllegalStateException("an upload was answered no place"));
      return inside.toString().isEmpty() ? kept : kept + "/" + inside;
    } catch (SourceHost.SourceException e) {
      throw CommandFailure.refused(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw CommandFailure.refused("--source " + place + " cannot be sent: " + e.getMessage());
    }
  }

  private SentTree tree() {
    return SentTree.in(temporary, new Processes(), environment);
  }

  @Override
  public void deliver(ArtifactLocation artifact, Path directory) throws IOException {
    Digest digest =
        reading
            .artifact(artifact)
            .orElseThrow(
                () -> new IllegalStateException("artifact " + artifact.key() + " is gone"));
    try (ScratchTree scratch = ScratchTree.in(temporary)) {
      BlobStore blobs = new FileBlobStore(scratch.path().resolve("blobs"), LARGEST_BLOB);
      ArtifactFiles files =
          new ZipArtifactFiles(scratch.path().resolve("scratch"), ZipArtifactFiles.Limits.USUAL);
      server.fetch("/_/blob", digest, blobs);
      files.overlay(blobs, digest, directory);
    }
  }

  @Override
  public Duration lookAgain() {
    return LOOK_AGAIN;
  }

  @Override
  public String call(String target, String request) {
    ServerClient.Answer answer = server.aws(target, request.getBytes(StandardCharsets.UTF_8));
    return AwsAnswers.printed(target, answer.status(), answer.body());
  }

  @Override
  public Started run(RunCommand command) {
    return OwnCodec.started(server.own("/_/run", OwnCodec.bytes(command)));
  }

  @Override
  public void register(RunCommand command) {
    server.own("/_/register", OwnCodec.bytes(command));
  }

  @Override
  public Started build(BuildCommand command) {
    return OwnCodec.started(server.own("/_/build", OwnCodec.bytes(command)));
  }

  @Override
  public String keys(KeyCommand command) {
    return new String(server.own("/_/keys", OwnCodec.bytes(command)), StandardCharsets.UTF_8);
  }

  @Override
  public String audit(AuditLog.Query query) {
    return new String(server.read("/_/audit", asked(query)), StandardCharsets.UTF_8);
  }

  private static String asked(AuditLog.Query query) {
    List<String> raw = new ArrayList<>(List.of("limit", Integer.toString(query.limit())));
    query.since().ifPresent(s -> raw.addAll(List.of("since", Long.toString(s.toEpochMilli()))));
    query.by().ifPresent(by -> raw.addAll(List.of("by", by)));
    return Query.raw(raw.toArray(String[]::new));
  }

  @Override
  public PipelineReader pipelineReader() {
    return new DeckPipelines(account(), region(), reading::customTypes).reader();
  }

  @Override
  public String script(BuildRecipe recipe) {
    return ShellProgram.of(recipe, Optional.empty());
  }

  /** The server goes on by itself. */
  @Override
  public void carryOn() {}

  @Override
  public boolean owns() {
    return false;
  }

  @Override
  public void leave(Runnable staying) {}

  @Override
  public void close() {}
}
