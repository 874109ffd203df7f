package dev.baton.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.adapter.file.Selection.ChosenFile;
import dev.baton.adapter.file.Selection.ChosenLink;
import dev.baton.adapter.file.Selection.EmptyDirectory;
import dev.baton.model.build.Buildspec.ArtifactSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactSelectionTest {

  private static final Map<String, String> FILES =
      Map.of(
          "a.txt",
          "A",
          "b.log",
          "B",
          "dist/one.js",
          "1",
          "dist/two.css",
          "2",
          "dist/sub/deep.js",
          "3",
          "dist/sub/deeper/x.js",
          "4",
          "other/one.js",
          "5",
          ".hidden/.f",
          "H",
          ".git/config",
          "G");

  @TempDir private Path directory;

  @AfterEach
  void removeLinksOut() throws IOException {
    Scratch.remove(source());
  }

  @Test
  void everythingIncludesDotfilesButNotGit() throws IOException {
    assertThat(chosen("**/*"))
        .containsOnlyKeys(
            "a.txt",
            "b.log",
            "dist/one.js",
            "dist/two.css",
            "dist/sub/deep.js",
            "dist/sub/deeper/x.js",
            "other/one.js",
            ".hidden/.f");
  }

  @Test
  void gitIsTakenOnlyWhenItIsNamed() throws IOException {
    assertThat(chosen(".git/**/*")).containsOnlyKeys(".git/config");
  }

  @Test
  void aStarTakesOneLevel() throws IOException {
    assertThat(chosen("dist/*")).containsOnlyKeys("dist/one.js", "dist/two.css");
  }

  @Test
  void twoStarsTakeAllLevels() throws IOException {
    assertThat(chosen("dist/**/*"))
        .containsOnlyKeys(
            "dist/one.js", "dist/two.css", "dist/sub/deep.js", "dist/sub/deeper/x.js");
    assertThat(chosen("**/*.js"))
        .containsOnlyKeys(
            "dist/one.js", "dist/sub/deep.js", "dist/sub/deeper/x.js", "other/one.js");
  }

  @Test
  void namesAreRelativeToTheBaseDirectoryWhichMayBeAGlob() throws IOException {
    assertThat(chosen(selector("dist", "**/*")))
        .containsOnlyKeys("one.js", "two.css", "sub/deep.js", "sub/deeper/x.js");
    assertThat(chosen(selector("dis*", "*"))).containsOnlyKeys("one.js", "two.css");
    assertThat(chosen(selector("./dist/", "*.js"))).containsOnlyKeys("one.js");
  }

  @Test
  void anAbsolutePathWithinTheSourceIsMeantRelative() throws IOException {
    tree(FILES);
    String root = source().toString();

    assertThat(chosen(selector(root + "/dist", root + "/dist/*.js"))).containsOnlyKeys("one.js");
  }

  @Test
  void discardPathsKeepsTheFirstOfEachNameAndSaysSo() throws IOException {
    tree(FILES);

    Selection selection = select(spec(".", List.of("**/*.js"), true, List.of(), false));

    assertThat(read(selection)).isEqualTo(Map.of("one.js", "1", "deep.js", "3", "x.js", "4"));
    assertThat(selection.warnings()).containsExactly("Left out a second file called one.js");
  }

  @Test
  void excludedPathsAreLeftOutAndADirectoryWithAllThatIsInIt() throws IOException {
    tree(FILES);

    assertThat(
            read(
                select(
                    spec(
                        ".",
                        List.of("**/*"),
                        false,
                        List.of("dist/sub/**/*", "**/*.log", ".hidden"),
                        false))))
        .containsOnlyKeys("a.txt", "dist/one.js", "dist/two.css", "other/one.js");
  }

  @Test
  void aPatternWithoutAMatchIsSaidWhenOthersMatch() throws IOException {
    tree(FILES);

    assertThat(select(selector(".", "a.txt", "no/such/*")).warnings())
        .containsExactly("Skipping invalid file path no/such/*");
  }

  @Test
  void noMatchAtAllChoosesNothing() throws IOException {
    tree(FILES);

    assertNothing(select(selector(".", "*.jar", "target/**/*")), "");
  }

  @Test
  void aBareDirectoryMatchesNothingAndTheWarningNamesWhatWould() throws IOException {
    tree(FILES);

    assertThat(select(selector(".", "a.txt", "dist")).warnings())
        .containsExactly(
            "Skipping invalid file path dist: it is a directory; dist/**/* takes the files in it");
    assertNothing(select(selector(".", "dist")), "dist/**/*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"target", "no*", "a.txt"})
  void aMissingBaseDirectoryIsNamed(String base) throws IOException {
    tree(FILES);

    assertNothing(
        select(selector(base, "**/*")), "no matching base directory path found for " + base);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../../../etc/hostname",
        "/etc/hostname",
        "x/../../../../../tmp/*",
        "../victim/*",
        "root/etc/hostname",
        "up/victim/*",
        "..",
        "a\0b"
      })
  void noPatternLeavesTheSource(String pattern) throws IOException {
    tree(Map.of("a.txt", "A", "root", "-> /", "up", "-> .."));
    Scratch.write(directory.resolve("victim"), Map.of("v", "V"));

    assertNothing(select(selector(".", pattern)), "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../victim",
        "/etc",
        "..",
        "root/etc",
        "up",
        "../../../../etc/security",
        "a/../../victim"
      })
  void noBaseDirectoryLeavesTheSource(String base) throws IOException {
    tree(Map.of("a.txt", "A", "root", "-> /", "up", "-> .."));
    Scratch.write(directory.resolve("victim"), Map.of("v", "V"));

    assertNothing(select(selector(base, "**/*")), "leads out of the source directory");
  }

  @Test
  void aLinkIsTakenAsWhatItPointsTo() throws IOException {
    tree(Map.of("a.txt", "A", "good", "-> a.txt", "lib/v1/f", "F", "current", "-> lib/v1"));

    assertThat(chosenOf(selector(".", "good", "current/**/*")))
        .isEqualTo(Map.of("good", "A", "current/f", "F"));
  }

  @Test
  void linksInCirclesOutAndNowhereAreNoTrap() throws IOException {
    tree(
        Map.of(
            "a.txt",
            "A",
            "d/x.txt",
            "X",
            "loop",
            "-> .",
            "d/up",
            "-> ..",
            "good",
            "-> a.txt",
            "dangling",
            "-> nowhere",
            "out",
            "-> /etc/hostname",
            "self",
            "-> self"));

    Selection selection = select(selector(".", "**/*"));

    assertThat(read(selection)).isEqualTo(Map.of("a.txt", "A", "d/x.txt", "X", "good", "A"));
    assertThat(selection.warnings())
        .containsExactly(
            "Left out the link dangling: its target nowhere leads nowhere",
            "Left out the link out: its target /etc/hostname leads out of the source directory",
            "Left out the link self: its target self leads out of the source directory");
  }

  @Test
  void withSymlinksEnabledALinkStaysALink() throws IOException {
    tree(Map.of("a.txt", "A", "good", "-> a.txt", "d/x", "X", "dl", "-> d"));

    assertThat(chosenOf(symlinks(".", "**/*")))
        .isEqualTo(Map.of("a.txt", "A", "good", "-> a.txt", "d/x", "X", "dl", "-> d"));
  }

  @Test
  void withSymlinksEnabledALinkThatWouldLeaveTheArtifactIsTakenAsWhatItPointsTo()
      throws IOException {
    tree(Map.of("a.txt", "A", "dist/l", "-> ../a.txt", "dist/out", "-> /etc/hostname"));

    Selection selection = select(symlinks("dist", "*"));

    assertThat(read(selection)).isEqualTo(Map.of("l", "A"));
    assertThat(selection.warnings()).hasSize(1);
  }

  @Test
  void aLinkThatLeavesOnlyByWayOfAnotherLinkIsSeenThrough() throws IOException {
    tree(Map.of("a.txt", "A", "x", "-> .", "y", "-> x/../victim/v"));
    Scratch.write(directory.resolve("victim"), Map.of("v", "V"));

    assertNothing(select(symlinks(".", "y")), "");
    assertNothing(select(selector(".", "y")), "");
  }

  @Test
  void oddNamesAreNamesLikeOthers() throws IOException {
    Map<String, String> odd =
        Map.of(
            "with space.txt",
            "s",
            "한국어/é🎉.txt",
            "u",
            "-dash.txt",
            "d",
            "q'uo\"te.txt",
            "q",
            "star*[x].txt",
            "g",
            "new\nline.txt",
            "n");
    tree(odd);

    assertThat(chosenOf(selector(".", "**/*"))).isEqualTo(odd);
    assertThat(chosenOf(selector(".", "star\\*\\[x].txt"))).containsOnlyKeys("star*[x].txt");
  }

  @Test
  void whatIsNoFileIsLeftOutAndSaid() throws Exception {
    tree(FILES);
    assertThat(new ProcessBuilder("mkfifo", source().resolve("pipe").toString()).start().waitFor())
        .isZero();

    assertThat(select(selector(".", "*")).warnings())
        .containsExactly("Left out pipe: it is neither a file, a directory nor a link");
  }

  @Test
  void aPatternOfCountlessAlternativesIsRefused() throws IOException {
    tree(FILES);

    assertNothing(select(selector(".", "{a,b}".repeat(40))), "more than 1000 alternatives");
  }

  @Test
  void aPatternThatInvitesBacktrackingEndsSoon() throws IOException {
    tree(Map.of("a".repeat(200), "A"));

    assertNothing(select(selector(".", "*a".repeat(90) + "b", "**/".repeat(500) + "b")), "");
  }

  private static void assertNothing(Selection selection, String warning) {
    assertThat(selection.chosen()).isEmpty();
    assertThat(selection.warnings()).anyMatch(said -> said.contains(warning));
  }

  private Map<String, String> chosen(String... files) throws IOException {
    return chosen(selector(".", files));
  }

  private Map<String, String> chosen(ArtifactSpec spec) throws IOException {
    tree(FILES);
    return chosenOf(spec);
  }

  private Map<String, String> chosenOf(ArtifactSpec spec) throws IOException {
    return read(select(spec));
  }

  private Selection select(ArtifactSpec spec) throws IOException {
    return ArtifactSelection.of(source(), spec);
  }

  private static Map<String, String> read(Selection selection) throws IOException {
    Map<String, String> read = new TreeMap<>();
    for (Selection.Chosen one : selection.chosen()) {
      switch (one) {
        case ChosenFile file -> read.put(file.name(), Files.readString(file.file()));
        case ChosenLink link -> read.put(link.name(), "-> " + link.target());
        case EmptyDirectory directory -> read.put(directory.name() + "/", "");
      }
    }
    return read;
  }

  private static ArtifactSpec selector(String base, String... files) {
    return spec(base, List.of(files), false, List.of(), false);
  }

  private static ArtifactSpec symlinks(String base, String... files) {
    return spec(base, List.of(files), false, List.of(), true);
  }

  private static ArtifactSpec spec(
      String base, List<String> files, boolean discard, List<String> excludes, boolean links) {
    return new ArtifactSpec(
        files, Optional.empty(), Optional.of(base), discard, excludes, links, Optional.empty());
  }

  private void tree(Map<String, String> files) throws IOException {
    if (Files.exists(source())) {
      Scratch.remove(source());
    }
    Scratch.write(source(), files);
  }

  private Path source() {
    return directory.resolve("src");
  }
}
