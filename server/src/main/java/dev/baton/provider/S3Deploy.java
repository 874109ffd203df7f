package dev.baton.provider;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.port.ActionProvider;
import dev.baton.port.ArtifactCatalogue;
import dev.baton.port.ArtifactFiles;
import dev.baton.port.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Puts an artifact into a bucket: extracted, or as the one object that it is. A bucket is a
 * directory of its name below the buckets' root. Writing the same files again changes nothing, so
 * the action may be repeated.
 */
public final class S3Deploy implements ActionProvider {

  private final ArtifactFiles files;
  private final BlobStore blobs;
  private final ArtifactCatalogue catalogue;
  private final InstantSource clock;
  private final Path buckets;

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

  @Override
  public ActionOutcome run(Request request, Progress progress) {
    Map<String, String> configuration = request.configuration();
    String extract = configuration.getOrDefault("Extract", "");
    if (!extract.equals("true") && !extract.equals("false")) {
      return Outcomes.misconfigured(
          "Invalid value for configuration property '"
              + extract
              + "': 'Extract'. Edit your pipeline and set 'Extract' to either 'true' or 'false'.");
    }
    String key = configuration.getOrDefault("ObjectKey", "");
    if (extract.equals("false") && key.isEmpty()) {
      return Outcomes.misconfigured("ObjectKey is required when Extract is 'false'");
    }
    Optional<Path> target = within(configuration.getOrDefault("BucketName", ""), key);
    if (target.isEmpty()) {
      return Outcomes.misconfigured(
          "The bucket '"
              + configuration.get("BucketName")
              + "' and key '"
              + key
              + "' name no place inside a bucket");
    }
    return put(request, target.get(), extract.equals("true"), key);
  }

  private ActionOutcome put(Request request, Path target, boolean extract, String key) {
    ArtifactLocation input = request.inputs().values().iterator().next();
    Optional<ArtifactCatalogue.Entry> entry = catalogue.latest(input);
    if (entry.isEmpty()) {
      return Outcomes.misconfigured(
          "The input artifact " + input.bucket() + "/" + input.key() + " is not there");
    }
    try {
      if (extract) {
        Files.createDirectories(target);
        files.overlay(blobs, entry.get().digest(), target);
        return Outcomes.succeeded(entry.get().digest().hex(), "Extracted into " + target);
      }
      copy(entry.get(), target);
      String bucket = request.configuration().getOrDefault("BucketName", "");
      catalogue.put(
          new ArtifactLocation(bucket, key),
          entry.get().digest(),
          entry.get().size(),
          clock.instant());
      return Outcomes.succeeded(entry.get().digest().hex(), "Stored as " + target);
    } catch (ArtifactFiles.UnsafeArchive e) {
      return Outcomes.failed("", "The archive is not safe to extract: " + e.getMessage());
    } catch (java.util.zip.ZipException e) {
      return Outcomes.failed("", "The archive is malformed.");
    } catch (IOException e) {
      return Outcomes.failed(
          "", "The files could not be written to " + target + ": " + e.getMessage());
    }
  }

  /** Readers of the object see the old one or the new one, never a part. */
  private void copy(ArtifactCatalogue.Entry entry, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("there is a directory of that name");
    }
    Path part = Files.createTempFile(target.getParent(), ".put-", "");
    try (InputStream in =
        blobs
            .open(entry.digest())
            .orElseThrow(() -> new IOException("the artifact's bytes are gone"))) {
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private Optional<Path> within(String bucket, String key) {
    if (bucket.isEmpty()
        || bucket.contains("/")
        || bucket.equals(".")
        || bucket.equals("..")
        || bucket.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    Path root = buckets.resolve(bucket);
    try {
      Path target = root.resolve(key.replaceAll("^/+", "")).normalize();
      return target.startsWith(root) ? Optional.of(target) : Optional.empty();
    } catch (java.nio.file.InvalidPathException e) {
      return Optional.empty();
    }
  }
}
