package dev.baton.provider;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.document.Refused;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.ArtifactRevision;
import dev.baton.model.execution.SourceRevision;
import dev.baton.port.ActionProvider;
import dev.baton.port.ArtifactCatalogue;
import dev.baton.port.ArtifactFiles;
import dev.baton.port.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An object of a bucket as a source, passed on as it is. The bucket is a directory: the one that
 * was given with {@code --source}, else that of its name below the buckets' root; there a key names
 * a file, or a directory that is packed. The catalogue gives each content that was seen under a key
 * a version, so that an earlier one can be asked for by its id.
 */
public final class S3Source implements ActionProvider {

  /** What CodePipeline takes as an S3 source: 7 GB. */
  private static final long LARGEST = 7L * 1024 * 1024 * 1024;

  private final ArtifactFiles files;
  private final BlobStore blobs;
  private final ArtifactCatalogue catalogue;
  private final InstantSource clock;
  private final Path buckets;

  /**
   * @param buckets holds a directory for each bucket
   */
  public S3Source(
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
    return Types.aws("Source", "S3")
        .required("S3Bucket", "S3ObjectKey")
        .optional("PollForSourceChanges", "AllowOverrideForS3ObjectKey")
        .outputs(1, 1)
        .type();
  }

  @Override
  public AfterInterruption afterInterruption(Request request) {
    return AfterInterruption.REPEAT;
  }

  @Override
  public ActionOutcome run(Request request, Progress progress) {
    try {
      return read(request);
    } catch (Refused e) {
      return Outcomes.misconfigured(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return Outcomes.broken("The object could not be read: " + e.getMessage());
    }
  }

  private ActionOutcome read(Request request) throws IOException {
    Optional<String> version = revision(request, "S3_OBJECT_VERSION_ID");
    var location =
        new ArtifactLocation(request.configuration().getOrDefault("S3Bucket", ""), key(request));
    Optional<ArtifactCatalogue.Entry> entry =
        version.isPresent()
            ? catalogue.version(location, version.get())
            : newest(request, location);
    return entry.isPresent() ? found(request, entry.get()) : missing(request, location, version);
  }

  /** The key that was asked for with the start, where the action allows that, else its own. */
  private static String key(Request request) {
    Optional<String> asked = revision(request, "S3_OBJECT_KEY");
    Map<String, String> configuration = request.configuration();
    boolean allowed =
        "true".equalsIgnoreCase(configuration.getOrDefault("AllowOverrideForS3ObjectKey", "false"));
    if (asked.isPresent() && !allowed) {
      throw Outcomes.misconfiguration(
          "The action "
              + request.action().name()
              + " takes no other object key; set AllowOverrideForS3ObjectKey to true");
    }
    return asked.orElse(configuration.getOrDefault("S3ObjectKey", ""));
  }

  private static Optional<String> revision(Request request, String type) {
    request
        .revision()
        .filter(r -> !r.type().equals("S3_OBJECT_KEY") && !r.type().equals("S3_OBJECT_VERSION_ID"))
        .ifPresent(
            r -> {
              throw Outcomes.misconfiguration(
                  "An S3 source takes a revision of the type S3_OBJECT_VERSION_ID or S3_OBJECT_KEY,"
                      + " not "
                      + r.type());
            });
    return request.revision().filter(r -> r.type().equals(type)).map(SourceRevision::value);
  }

  /**
   * What lies in the directory counts. Without one that was given, an object may also have come
   * into the catalogue another way.
   */
  private Optional<ArtifactCatalogue.Entry> newest(Request request, ArtifactLocation location)
      throws IOException {
    Optional<Path> given = given(request);
    Bucket bucket =
        given.isPresent()
            ? new Bucket(location.bucket(), given.get())
            : Bucket.below(buckets, location.bucket());
    Optional<Path> found = bucket.find(location.key());
    Optional<ArtifactCatalogue.Entry> known = catalogue.latest(location);
    if (found.isEmpty()) {
      return given.isPresent() ? Optional.empty() : known;
    }
    BlobStore.Stored stored = stored(found.get(), location.key());
    return known
        .filter(entry -> entry.digest().equals(stored.digest()))
        .or(
            () ->
                Optional.of(
                    catalogue.put(location, stored.digest(), stored.size(), clock.instant())));
  }

  private static Optional<Path> given(Request request) {
    String given = request.options().sources().getOrDefault(request.action().name(), "");
    if (given.isEmpty()) {
      return Optional.empty();
    }
    return Locations.directory(given)
        .or(
            () -> {
              throw Outcomes.misconfiguration(
                  given
                      + " is no directory; the source of the S3 action "
                      + request.action().name()
                      + " is a directory that stands for its bucket");
            });
  }

  private BlobStore.Stored stored(Path found, String key) throws IOException {
    if (Files.isDirectory(found)) {
      return SourceFiles.packed(files, blobs, found, "The directory " + key);
    }
    if (Files.size(found) > LARGEST) {
      throw Outcomes.misconfiguration("The object " + key + " is larger than 7 GB");
    }
    try (InputStream in = Files.newInputStream(found, LinkOption.NOFOLLOW_LINKS);
        BlobStore.Upload upload = blobs.upload()) {
      in.transferTo(upload.stream());
      return upload.commit();
    }
  }

  private ActionOutcome found(Request request, ArtifactCatalogue.Entry entry) throws IOException {
    Map.Entry<String, ArtifactLocation> output = request.outputs().entrySet().iterator().next();
    String tag = tag(entry);
    catalogue.put(output.getValue(), entry.digest(), entry.size(), clock.instant());
    String summary = "Amazon S3 version id: " + entry.version();
    return new ActionOutcome.Succeeded(
        new ActionOutcome.External(entry.version(), summary, ""),
        Map.of(
            "BucketName", entry.location().bucket(),
            "ETag", tag,
            "ObjectKey", entry.location().key(),
            "VersionId", entry.version()),
        Map.of(output.getKey(), output.getValue()),
        List.of(
            new ArtifactRevision(
                request.action().name(), output.getKey(), entry.version(), summary, "")));
  }

  /** S3's ETag of an object that was put in one piece: the MD5 of its bytes. */
  private String tag(ArtifactCatalogue.Entry entry) throws IOException {
    try (InputStream in =
            blobs
                .open(entry.digest())
                .orElseThrow(() -> new IOException("the bytes of its version are gone"));
        OutputStream nowhere = OutputStream.nullOutputStream();
        var out = new DigestOutputStream(nowhere, MessageDigest.getInstance("MD5"))) {
      in.transferTo(out);
      return HexFormat.of().formatHex(out.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has MD5", e);
    }
  }

  private static ActionOutcome missing(
      Request request, ArtifactLocation location, Optional<String> version) {
    String object = "The object " + location.key();
    if (version.isPresent()) {
      return Outcomes.unavailable(
          object + " of the bucket " + location.bucket() + " has no version " + version.get());
    }
    return Outcomes.misconfigured(
        object
            + " is not in the bucket "
            + location.bucket()
            + "; put it there, or give a directory that holds it with --source "
            + request.action().name()
            + "=DIRECTORY");
  }
}
