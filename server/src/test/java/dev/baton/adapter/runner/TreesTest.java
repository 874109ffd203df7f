package dev.baton.adapter.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.port.PortException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workspaces go away, whatever a build has made of them. */
final class TreesTest {

  @TempDir Path temporary;

  @Test
  void readOnlyDirectoriesGo() throws Exception {
    Path inner = Files.createDirectories(temporary.resolve("w/a/b"));
    Files.writeString(inner.resolve("f"), "x");
    Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("r-x------"));
    Files.setPosixFilePermissions(inner.getParent(), PosixFilePermissions.fromString("---------"));

    Trees.remove(temporary.resolve("w"));

    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void linksAreNotFollowed() throws Exception {
    Path kept = Files.createDirectories(temporary.resolve("kept"));
    Files.writeString(kept.resolve("f"), "x");
    Path root = Files.createDirectories(temporary.resolve("w"));
    Files.createSymbolicLink(root.resolve("out"), kept);
    Files.createSymbolicLink(root.resolve("dangling"), Path.of("/no/such"));

    Trees.remove(root);

    assertThat(kept.resolve("f")).exists();
    assertThat(root).doesNotExist();
  }

  @Test
  void aRootThatIsALinkGoesAlone() throws Exception {
    Path kept = Files.createDirectories(temporary.resolve("kept"));
    Files.createSymbolicLink(temporary.resolve("w"), kept);

    Trees.remove(temporary.resolve("w"));

    assertThat(kept).exists();
    assertThat(temporary.resolve("w")).doesNotExist();
  }

  @Test
  void depthDoesNotMatter() throws Exception {
    Path tree = Files.createDirectories(temporary.resolve("0/w"));
    for (int i = 1; i <= 4; i++) {
      Path bottom = temporary.resolve(i + "/w").resolve("dddddddd/".repeat(300));
      Files.createDirectories(bottom);
      Files.move(tree, bottom.resolve("w"));
      Files.delete(temporary.resolve(Integer.toString(i - 1)));
      tree = temporary.resolve(i + "/w");
    }
    Files.move(tree, temporary.resolve("w"));
    Files.delete(temporary.resolve("4"));

    Trees.remove(temporary.resolve("w"));

    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void manyFilesGo() throws Exception {
    Path root = Files.createDirectories(temporary.resolve("w"));
    for (int i = 0; i < 3_000; i++) {
      Files.createFile(root.resolve("f" + i));
    }

    Trees.remove(root);

    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void anInterruptedRemovalIsFinished() throws Exception {
    Files.createDirectories(temporary.resolve("w.removed/7/x"));

    Trees.remove(temporary.resolve("w"));

    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void whatIsNotThereIsRemoved() throws Exception {
    Trees.remove(temporary.resolve("never"));

    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void somebodyElsesDirectoryIsNotTaken() throws Exception {
    Path base = temporary.resolve("baton-" + System.getProperty("user.name"));
    Files.createSymbolicLink(base, Files.createDirectory(temporary.resolve("theirs")));

    assertThatThrownBy(() -> new Workspaces(temporary).make("b"))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("belongs to somebody else");
  }

  @Test
  void anIdIsNoPath() {
    assertThatThrownBy(() -> new Workspaces(temporary).make("../x"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
