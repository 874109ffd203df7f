package dev.baton.adapter.file;

import dev.baton.port.ArtifactFiles;
import dev.baton.port.Uploads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A git directory that somebody has sent: objects, references and what is checked out. What git
 * could be led by is not taken: hooks, pointers to other repositories and their objects, and a
 * configuration of others.
 */
final class SentGit {

  private static final Pattern TAKEN =
      Pattern.compile(
          "HEAD|index|packed-refs|shallow|config|refs(/heads|/tags|/remotes)?"
              + "|objects(/pack|/info)?|objects/pack/pack-[0-9a-f]{40,64}\\.(pack|idx|rev)");

  private static final String CONFIGURATION =
      """
      [core]
      \trepositoryformatversion = 0
      \tfilemode = true
      \tbare = false
      """;

  private SentGit() {}

  /**
   * Makes a git directory safe to read.
   *
   * @throws ArtifactFiles.UnsafeArchive when it holds what no client of Baton sends
   */
  static void check(Path git) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(git)) {
      all = walk.filter(path -> !path.equals(git)).toList();
    }
    for (Path each : all) {
      String name = git.relativize(each).toString();
      boolean plain =
          Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)
              || Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS);
      if (!plain || !TAKEN.matcher(name).matches()) {
        throw new ArtifactFiles.UnsafeArchive(
            Uploads.GIT + "/" + name + " is not taken: only packs, references, index and HEAD are");
      }
    }
    Files.deleteIfExists(git.resolve("config"));
    Files.writeString(git.resolve("config"), CONFIGURATION);
  }
}
