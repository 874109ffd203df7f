package dev.baton.provider;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.document.Refused;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.port.ActionProvider;
import dev.baton.port.ArtifactCatalogue;
import dev.baton.port.ArtifactFiles;
import dev.baton.port.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * Puts an artifact into a bucket: extracted, or as the one object that it is. A bucket is a
 * directory of its name below the buckets' root. Writing the same files again changes nothing, so
 * the action may be repeated.
 */
public final class S3Deploy implements ActionProvider {

  /** Settings of real buckets, which a directory has not. */
  private static final List<String> NOT_HONOURED =
      List.of("KMSEncryptionKeyARN", "CannedACL", "CacheControl");

  private final ArtifactFiles files;
  private final BlobStore blobs;
  private final ArtifactCatalogue catalogue;
  private final InstantSource clock;
  private final Path buckets;

  /**
   * @param buckets holds a directory for each bucket
   */
  public S3Deploy(
      ArtifactFiles files,
      BlobStore blobs,
      ArtifactCatalogue catalogue,
      InstantSource clock,
      Path buckets) {
    this.files = files;
    this.blobs = blobs;
    this.catalogue = catalogue;
    this.clock = clock;
    this.buckets = buckets;
  }

  @Override
  public ActionType type() {
    return declared();
  }

  static ActionType declared() {
    return Types.aws("Deploy", "S3")
        .required("BucketName", "Extract")
        .optional("ObjectKey", "KMSEncryptionKeyARN", "CannedACL", "CacheControl")
        .inputs(1, 1)
        .type();
  }

  @Override
  public AfterInterruption afterInterruption(Request request) {
    return AfterInterruption.REPEAT;
  }

  /** CodePipeline accepts any value when a pipeline is declared, and fails when it runs. */
  private static Optional<String> wrong(Map<String, String> configuration) {
    String extract = configuration.getOrDefault("Extract", "");
    if (!extract.equals("true") && !extract.equals("false")) {
      return Optional.of(
          "Invalid value for configuration property '"
              + extract
              + "': 'Extract'. Edit your pipeline and set 'Extract' to either 'true' or 'false'.");
    }
    return extract.equals("false") && configuration.getOrDefault("ObjectKey", "").isEmpty()
        ? Optional.of("ObjectKey is required when Extract is 'false'")
        : Optional.empty();
  }

  @Override
  public ActionOutcome run(Request request, Progress progress) {
    Optional<String> wrong = wrong(request.configuration());
    if (wrong.isPresent()) {
      return Outcomes.misconfigured(wrong.get());
    }
    ArtifactLocation input = request.inputs().values().iterator().next();
    Optional<ArtifactCatalogue.Entry> entry = catalogue.latest(input);
    if (entry.isEmpty()) {
      return Outcomes.misconfigured(
          "The input artifact " + input.bucket() + "/" + input.key() + " is not there");
    }
    try {
      return put(request, entry.get());
    } catch (Refused e) {
      return Outcomes.misconfigured(String.valueOf(e.getMessage()));
    } catch (ArtifactFiles.UnsafeArchive e) {
      return Outcomes.failed("", "The archive is not safe to extract: " + e.getMessage());
    } catch (ZipException e) {
      return Outcomes.failed("", "The archive is malformed.");
    } catch (IOException e) {
      return Outcomes.failed("", "The files could not be written: " + e.getMessage());
    }
  }

  private ActionOutcome put(Request request, ArtifactCatalogue.Entry entry) throws IOException {
    Map<String, String> configuration = request.configuration();
    Bucket bucket = Bucket.below(buckets, configuration.getOrDefault("BucketName", ""));
    String key = configuration.getOrDefault("ObjectKey", "");
    String id = entry.digest().hex();
    if (configuration.getOrDefault("Extract", "").equals("true")) {
      Path target = bucket.directory(key);
      files.overlay(blobs, entry.digest(), target);
      return Outcomes.succeeded(id, "Extracted into " + target + notHonoured(configuration));
    }
    Path target = bucket.object(key);
    copy(entry, target, request.actionExecutionId());
    version(new ArtifactLocation(bucket.name(), key), entry);
    return Outcomes.succeeded(id, "Stored as " + target + notHonoured(configuration));
  }

  private static String notHonoured(Map<String, String> configuration) {
    List<String> given = NOT_HONOURED.stream().filter(configuration::containsKey).toList();
    return given.isEmpty() ? "" : "; not honoured here: " + String.join(", ", given);
  }

  /** Readers of the object see the old one or the new one, never a part. */
  private void copy(ArtifactCatalogue.Entry entry, Path target, String id) throws IOException {
    if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      throw Outcomes.misconfiguration(target + " is a directory; an object cannot replace it");
    }
    Path parent = Optional.ofNullable(target.getParent()).orElseThrow();
    Path part = parent.resolve(".put-" + id);
    try (InputStream in =
        blobs
            .open(entry.digest())
            .orElseThrow(() -> new IOException("the artifact's bytes are gone"))) {
      write(in, part);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void write(InputStream in, Path part) throws IOException {
    Files.deleteIfExists(part);
    try (FileChannel channel =
        FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      in.transferTo(Channels.newOutputStream(channel));
      channel.force(true);
    }
  }

  private void version(ArtifactLocation location, ArtifactCatalogue.Entry entry) {
    boolean known =
        catalogue.latest(location).filter(e -> e.digest().equals(entry.digest())).isPresent();
    if (!known) {
      catalogue.put(location, entry.digest(), entry.size(), clock.instant());
    }
  }
}
