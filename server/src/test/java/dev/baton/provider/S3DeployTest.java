package dev.baton.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.ActionOutcome.Failed;
import dev.baton.model.execution.ActionOutcome.Succeeded;
import dev.baton.testkit.InMemoryArtifactCatalogue;
import dev.baton.testkit.InMemoryBlobStore;
import dev.baton.testkit.ManualClock;
import dev.baton.testkit.SeededIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An artifact goes into a bucket, extracted or as one object. */
final class S3DeployTest {

  private static final byte[] ZIP = Zips.of(Map.of("index.html", "<p>", "js/app.js", "run()"));

  @TempDir Path scratch;

  private final InMemoryBlobStore blobs = new InMemoryBlobStore();
  private final InMemoryArtifactCatalogue catalogue =
      new InMemoryArtifactCatalogue(new SeededIds());
  private final ManualClock clock = new ManualClock();
  private Path buckets;
  private Path site;
  private S3Deploy deploy;

  @BeforeEach
  void anArtifact() {
    buckets = scratch.resolve("buckets");
    site = buckets.resolve("site");
    deploy = new S3Deploy(Zips.files(scratch), blobs, catalogue, clock, buckets);
    artifact(ZIP);
  }

  private void artifact(byte[] bytes) {
    var stored = blobs.put(bytes);
    catalogue.put(
        Asked.input("BuildArtifact", Asked.PIPELINE),
        stored.digest(),
        stored.size(),
        clock.instant());
  }

  private Asked extracted() {
    return Asked.of(deploy)
        .with("BucketName", "site")
        .with("Extract", "true")
        .input("BuildArtifact");
  }

  private Asked kept(String key) {
    return extracted().with("Extract", "false").with("ObjectKey", key);
  }

  private Succeeded succeeds(Asked asked) {
    ActionOutcome outcome = deploy.run(asked.request(), _ -> {});
    assertThat(outcome).isInstanceOf(Succeeded.class);
    return (Succeeded) outcome;
  }

  private String fails(Asked asked, String code) {
    ActionOutcome outcome = deploy.run(asked.request(), _ -> {});
    assertThat(outcome)
        .isInstanceOfSatisfying(Failed.class, f -> assertThat(f.code()).isEqualTo(code));
    return ((Failed) outcome).message();
  }

  private static Stream<String> names(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(path -> path.getFileName().toString()).toList().stream();
    }
  }

  @Test
  void extractedFilesLieInTheBucket() {
    succeeds(extracted());

    assertThat(site.resolve("js/app.js")).hasContent("run()");
  }

  @Test
  void theObjectKeyIsAPrefixOfExtractedFiles() {
    succeeds(extracted().with("ObjectKey", "v1/web/"));

    assertThat(site.resolve("v1/web/index.html")).hasContent("<p>");
  }

  @Test
  void whatWasThereStays() throws IOException {
    Files.createDirectories(site);
    Files.writeString(site.resolve("robots.txt"), "mine");

    succeeds(extracted());

    assertThat(site.resolve("robots.txt")).hasContent("mine");
  }

  @Test
  void anArtifactCanBeKeptAsOneObject() {
    succeeds(kept("releases/app.zip"));

    assertThat(site.resolve("releases/app.zip")).hasBinaryContent(ZIP);
  }

  @Test
  void theKeptObjectHasAVersion() {
    succeeds(kept("releases/app.zip"));

    assertThat(catalogue.latest(new ArtifactLocation("site", "releases/app.zip"))).isPresent();
  }

  @Test
  void repeatedItMakesNoSecondVersion() {
    succeeds(kept("app.zip"));
    String first =
        catalogue.latest(new ArtifactLocation("site", "app.zip")).orElseThrow().version();

    succeeds(kept("app.zip"));

    assertThat(catalogue.latest(new ArtifactLocation("site", "app.zip")).orElseThrow().version())
        .isEqualTo(first);
  }

  @Test
  void itLeavesNothingElseBehind() throws IOException {
    succeeds(kept("app.zip"));

    assertThat(names(site)).containsExactly("app.zip");
  }

  @Test
  void theSummaryNamesWhatADirectoryCannotDo() {
    Succeeded done =
        succeeds(extracted().with("CannedACL", "public-read").with("CacheControl", "no-cache"));

    assertThat(done.external().summary())
        .isEqualTo("Extracted into " + site + "; not honoured here: CannedACL, CacheControl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "TRUE", "", "True "})
  void extractIsTrueOrFalse(String extract) {
    assertThat(fails(extracted().with("Extract", extract), "ConfigurationError"))
        .isEqualTo(
            "Invalid value for configuration property '"
                + extract
                + "': 'Extract'. Edit your pipeline and set 'Extract' to either 'true' or"
                + " 'false'.");
  }

  @Test
  void anObjectNeedsAKey() {
    assertThat(fails(kept("x").without("ObjectKey"), "ConfigurationError"))
        .isEqualTo("ObjectKey is required when Extract is 'false'");
  }

  @Test
  void aBadZipIsMalformed() {
    artifact("no zip at all".getBytes(StandardCharsets.UTF_8));

    assertThat(fails(extracted(), "JobFailed")).isEqualTo("The archive is malformed.");
  }

  @Test
  void aHostileZipFailsTheJob() {
    artifact(Zips.of(Map.of("../../etc/evil", "x")));

    assertThat(fails(extracted(), "JobFailed")).startsWith("The archive is not safe to extract: ");
  }

  @Test
  void aMissingArtifactIsNamed() {
    Asked other =
        Asked.of(deploy).with("BucketName", "site").with("Extract", "true").input("Other");

    assertThat(fails(other, "ConfigurationError"))
        .isEqualTo("The input artifact artifacts/shop/Other/in is not there");
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aHostileKeyWritesNothing(String extract) throws IOException {
    for (String key : new String[] {"../other/x", "a/../../x", "..", "x/..", "nul\0byte"}) {
      assertThat(fails(kept(key).with("Extract", extract), "ConfigurationError"))
          .contains("names no place inside a bucket");
    }
    assertThat(buckets)
        .satisfiesAnyOf(
            path -> assertThat(path).doesNotExist(), path -> assertThat(names(path)).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a/b", "../site", "SITE", "x\0yz"})
  void aHostileBucketWritesNothing(String bucket) {
    assertThat(fails(extracted().with("BucketName", bucket), "ConfigurationError"))
        .contains("is no name of a bucket");
    assertThat(buckets).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"true, away", "true, away/deeper", "false, away/app.zip", "false, away/x/app.zip"})
  void aLinkInTheBucketIsNotWrittenThrough(String extract, String key) throws IOException {
    Path outside = Files.createDirectories(scratch.resolve("outside"));
    Files.createDirectories(site);
    Files.createSymbolicLink(site.resolve("away"), outside);

    assertThat(fails(kept(key).with("Extract", extract), "ConfigurationError"))
        .contains("which is no directory");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void aLinkOfTheObjectsNameIsReplaced() throws IOException {
    Path outside = Files.writeString(scratch.resolve("outside"), "untouched");
    Files.createDirectories(site);
    Files.createSymbolicLink(site.resolve("app.zip"), outside);

    succeeds(kept("app.zip"));

    assertThat(outside).hasContent("untouched");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "//", "dir/"})
  void anObjectNeedsAName(String key) {
    assertThat(fails(kept(key), "ConfigurationError")).contains("an object needs a name");
  }

  @Test
  void aDirectoryIsNotReplacedByAnObject() throws IOException {
    Files.createDirectories(site.resolve("app.zip"));

    assertThat(fails(kept("app.zip"), "ConfigurationError"))
        .contains("is a directory; an object cannot replace it");
  }

  @Test
  void aFileInTheWayIsNamed() throws IOException {
    Files.createDirectories(site);
    Files.writeString(site.resolve("v1"), "");

    assertThat(fails(extracted().with("ObjectKey", "v1/web"), "ConfigurationError"))
        .contains(site.resolve("v1") + ", which is no directory");
  }
}
