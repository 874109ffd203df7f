package dev.baton.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.ActionOutcome.Failed;
import dev.baton.model.execution.ActionOutcome.Succeeded;
import dev.baton.model.execution.ArtifactRevision;
import dev.baton.port.ArtifactCatalogue;
import dev.baton.testkit.InMemoryArtifactCatalogue;
import dev.baton.testkit.InMemoryBlobStore;
import dev.baton.testkit.ManualClock;
import dev.baton.testkit.SeededIds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An object of a bucket becomes the artifact as it is. */
final class S3SourceTest {

  private static final String HELLO_MD5 = "5d41402abc4b2a76b9719d911017c592";

  @TempDir Path scratch;

  private final InMemoryBlobStore blobs = new InMemoryBlobStore();
  private final InMemoryArtifactCatalogue catalogue =
      new InMemoryArtifactCatalogue(new SeededIds());
  private final ManualClock clock = new ManualClock();
  private Path buckets;
  private Path bucket;
  private S3Source source;

  @BeforeEach
  void aBucket() throws IOException {
    buckets = scratch.resolve("buckets");
    bucket = Files.createDirectories(buckets.resolve("releases"));
    source = new S3Source(Zips.files(scratch), blobs, catalogue, clock, buckets);
  }

  private Asked object(String key) {
    return Asked.of(source)
        .with("S3Bucket", "releases")
        .with("S3ObjectKey", key)
        .output("SourceArtifact");
  }

  private ActionOutcome run(Asked asked) {
    return source.run(asked.request(), _ -> {});
  }

  private Succeeded succeeds(Asked asked) {
    ActionOutcome outcome = run(asked);
    assertThat(outcome).isInstanceOf(Succeeded.class);
    return (Succeeded) outcome;
  }

  private Failed fails(Asked asked, String code) {
    ActionOutcome outcome = run(asked);
    assertThat(outcome)
        .isInstanceOfSatisfying(Failed.class, f -> assertThat(f.code()).isEqualTo(code));
    return (Failed) outcome;
  }

  private byte[] artifact() throws IOException {
    ArtifactCatalogue.Entry entry =
        catalogue.latest(Asked.outputOf("SourceArtifact")).orElseThrow();
    try (InputStream in = blobs.open(entry.digest()).orElseThrow()) {
      return in.readAllBytes();
    }
  }

  @Test
  void aFileIsPassedOnByteForByte() throws IOException {
    byte[] bytes = {0, 1, 2, (byte) 0xff, 'P', 'K'};
    Files.createDirectories(bucket.resolve("app"));
    Files.write(bucket.resolve("app/app.zip"), bytes);

    succeeds(object("app/app.zip"));

    assertThat(artifact()).isEqualTo(bytes);
  }

  @Test
  void itsVariablesAreThoseThatAwsDocuments() throws IOException {
    Files.writeString(bucket.resolve("hello"), "hello");

    Succeeded done = succeeds(object("hello"));

    String version =
        catalogue.latest(new ArtifactLocation("releases", "hello")).orElseThrow().version();
    assertThat(done.outputVariables())
        .isEqualTo(
            Map.of(
                "BucketName",
                "releases",
                "ETag",
                HELLO_MD5,
                "ObjectKey",
                "hello",
                "VersionId",
                version));
  }

  @Test
  void itsRevisionIsTheVersion() throws IOException {
    Files.writeString(bucket.resolve("hello"), "hello");

    Succeeded done = succeeds(object("hello"));

    String version = done.outputVariables().get("VersionId");
    assertThat(done.revisions())
        .containsExactly(
            new ArtifactRevision(
                "TheAction",
                "SourceArtifact",
                String.valueOf(version),
                "Amazon S3 version id: " + version,
                ""));
  }

  @Test
  void aDirectoryIsPacked() throws IOException {
    Files.createDirectories(bucket.resolve("site/css"));
    Files.writeString(bucket.resolve("site/index.html"), "<p>");
    Files.writeString(bucket.resolve("site/css/a.css"), "a{}");

    succeeds(object("site"));

    assertThat(Zips.read(artifact())).isEqualTo(Map.of("index.html", "<p>", "css/a.css", "a{}"));
  }

  @Test
  void theSameBytesKeepTheirVersion() throws IOException {
    Files.writeString(bucket.resolve("hello"), "hello");

    String first = succeeds(object("hello")).outputVariables().get("VersionId");
    String second = succeeds(object("hello")).outputVariables().get("VersionId");

    assertThat(second).isEqualTo(first);
  }

  @Test
  void otherBytesAreAnotherVersion() throws IOException {
    Files.writeString(bucket.resolve("hello"), "hello");
    String first = succeeds(object("hello")).outputVariables().get("VersionId");
    Files.writeString(bucket.resolve("hello"), "changed");

    assertThat(succeeds(object("hello")).outputVariables().get("VersionId")).isNotEqualTo(first);
  }

  @Test
  void anEarlierVersionCanBeAskedFor() throws IOException {
    Files.writeString(bucket.resolve("hello"), "hello");
    String first = String.valueOf(succeeds(object("hello")).outputVariables().get("VersionId"));
    Files.writeString(bucket.resolve("hello"), "changed");

    succeeds(object("hello").revision("S3_OBJECT_VERSION_ID", first));

    assertThat(artifact()).isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aVersionThatIsNotThereIsARevisionUnavailable() throws IOException {
    Files.writeString(bucket.resolve("hello"), "hello");

    Failed failed =
        fails(object("hello").revision("S3_OBJECT_VERSION_ID", "v9"), "RevisionUnavailable");

    assertThat(failed.message())
        .isEqualTo("The object hello of the bucket releases has no version v9");
  }

  @Test
  void anotherKeyCanBeAskedForWhereTheActionAllowsIt() throws IOException {
    Files.writeString(bucket.resolve("hello"), "hello");
    Files.writeString(bucket.resolve("other"), "other");

    Succeeded done =
        succeeds(
            object("hello")
                .with("AllowOverrideForS3ObjectKey", "true")
                .revision("S3_OBJECT_KEY", "other"));

    assertThat(done.outputVariables()).containsEntry("ObjectKey", "other");
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "yes", "1"})
  void elseAnotherKeyIsRefused(String allowed) throws IOException {
    Files.writeString(bucket.resolve("other"), "other");

    Failed failed =
        fails(
            object("hello")
                .with("AllowOverrideForS3ObjectKey", allowed)
                .revision("S3_OBJECT_KEY", "other"),
            "ConfigurationError");

    assertThat(failed.message()).contains("set AllowOverrideForS3ObjectKey to true");
  }

  @Test
  void aCommitIsNoRevisionOfAnObject() {
    assertThat(fails(object("hello").revision("COMMIT_ID", "abc"), "ConfigurationError").message())
        .contains("S3_OBJECT_VERSION_ID or S3_OBJECT_KEY, not COMMIT_ID");
  }

  @Test
  void aGivenDirectoryIsTheBucket() throws IOException {
    Path given = Files.createDirectories(scratch.resolve("given"));
    Files.writeString(given.resolve("hello"), "from the directory");
    Files.writeString(bucket.resolve("hello"), "from the bucket");

    succeeds(object("hello").source(given.toString()));

    assertThat(artifact()).isEqualTo("from the directory".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aGivenDirectoryHidesTheBucket() throws IOException {
    Path given = Files.createDirectories(scratch.resolve("given"));
    Files.writeString(bucket.resolve("hello"), "hello");
    succeeds(object("hello"));

    fails(object("hello").source(given.toString()), "ConfigurationError");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://example.com/bucket", "/no/such/directory", "nul\0byte"})
  void aSourceThatIsNoDirectoryIsRefused(String location) {
    assertThat(fails(object("hello").source(location), "ConfigurationError").message())
        .contains("is no directory")
        .contains("TheAction");
  }

  @Test
  void anObjectOfTheCatalogueAloneIsFound() throws IOException {
    var stored = blobs.put("hello".getBytes(StandardCharsets.UTF_8));
    catalogue.put(
        new ArtifactLocation("releases", "up/loaded"),
        stored.digest(),
        stored.size(),
        clock.instant());

    succeeds(object("up/loaded"));

    assertThat(artifact()).isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aMissingObjectSaysWhatToDo() {
    assertThat(fails(object("no/such"), "ConfigurationError").message())
        .isEqualTo(
            "The object no/such is not in the bucket releases; put it there, or give a directory"
                + " that holds it with --source TheAction=DIRECTORY");
  }

  @Test
  void anEmptyDirectoryIsRefused() throws IOException {
    Files.createDirectories(bucket.resolve("empty"));

    assertThat(fails(object("empty"), "ConfigurationError").message())
        .isEqualTo("The directory empty has no files");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../secret", "a/../../secret", "..", "./x", "a/./b", "/../secret", "x\0y"})
  void aHostileKeyNamesNothing(String key) throws IOException {
    Files.writeString(buckets.resolve("secret"), "secret");

    assertThat(fails(object(key), "ConfigurationError").message())
        .contains("names no place inside a bucket");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../releases", "a/b", "Upper", "ab", "a\0bc", "a..b"})
  void aHostileBucketNamesNothing(String name) {
    assertThat(fails(object("hello").with("S3Bucket", name), "ConfigurationError").message())
        .contains("is no name of a bucket");
  }

  @Test
  void aLeadingSlashStaysInTheBucket() throws IOException {
    Files.createDirectories(bucket.resolve("etc"));
    Files.writeString(bucket.resolve("etc/passwd"), "ours");

    succeeds(object("/etc/passwd"));

    assertThat(artifact()).isEqualTo("ours".getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"file", "dir", "dir/secret"})
  void aLinkOutOfTheBucketIsNotFollowed(String key) throws IOException {
    Path outside = Files.createDirectories(scratch.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "secret");
    Files.createSymbolicLink(bucket.resolve("file"), outside.resolve("secret"));
    Files.createSymbolicLink(bucket.resolve("dir"), outside);

    assertThat(fails(object(key), "ConfigurationError").message())
        .isEqualTo("The object '" + key + "' is a link that leaves the bucket");
  }

  @Test
  void aLinkWithinTheBucketIsFollowed() throws IOException {
    Files.writeString(bucket.resolve("v2"), "two");
    Files.createSymbolicLink(bucket.resolve("latest"), Path.of("v2"));

    succeeds(object("latest"));

    assertThat(artifact()).isEqualTo("two".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void lostBytesAreAFaultOfTheMachine() {
    var stored = blobs.put("hello".getBytes(StandardCharsets.UTF_8));
    catalogue.put(
        new ArtifactLocation("releases", "gone"), stored.digest(), stored.size(), clock.instant());
    blobs.lose(stored.digest());

    assertThat(fails(object("gone"), "SystemUnavailable").message()).contains("are gone");
  }

  @Test
  void itMayBeRepeated() {
    assertThat(source.afterInterruption(object("hello").request()))
        .isEqualTo(dev.baton.port.ActionProvider.AfterInterruption.REPEAT);
  }
}
