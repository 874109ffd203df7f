package dev.baton.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.adapter.process.Command;
import dev.baton.adapter.process.Finished;
import dev.baton.adapter.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A real repository, made by a real git with a configuration of its own. */
final class GitFixture {

  static final Map<String, String> ENVIRONMENT =
      Map.of(
          "PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"),
          "HOME", "/nonexistent",
          "GIT_CONFIG_NOSYSTEM", "1",
          "GIT_CONFIG_GLOBAL", "/dev/null",
          "GIT_AUTHOR_DATE", "2026-11-21T12:00:00+0900",
          "GIT_COMMITTER_DATE", "2026-11-21T13:00:00+0900");

  private final Path root;

  GitFixture(Path root) throws IOException {
    this.root = root;
    Files.createDirectories(root);
    git("init", "-q", "-b", "main");
  }

  Path root() {
    return root;
  }

  GitFixture write(String name, String content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, content);
    return this;
  }

  String commit(String message) {
    git("add", "-A");
    git(
        "-c",
        "user.name=A U Thor",
        "-c",
        "user.email=author@example.com",
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        message);
    return git("rev-parse", "HEAD");
  }

  String git(String... arguments) {
    return in(root, arguments);
  }

  static String in(Path directory, String... arguments) {
    Stream<String> all =
        Stream.concat(Stream.of("git", "-c", "protocol.file.allow=always"), Stream.of(arguments));
    Finished finished = run(Command.of(directory, ENVIRONMENT, all.toArray(String[]::new)));
    assertThat(finished.exitStatus()).as(finished.errorText()).isZero();
    return finished.text().strip();
  }

  private static Finished run(Command command) {
    try {
      return new Processes().run(command);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Everything below a directory but {@code .git}: path to content; links as {@code -> target}. */
  static Map<String, String> tree(Path root) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      List<Path> paths = walk.filter(path -> !path.startsWith(root.resolve(".git"))).toList();
      for (Path path : paths) {
        String name = root.relativize(path).toString();
        if (Files.isSymbolicLink(path)) {
          tree.put(name, "-> " + Files.readSymbolicLink(path));
        } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          tree.put(name, Files.readString(path));
        }
      }
    }
    return tree;
  }

  /** Every file of a repository with its time and size: what must not change when it is read. */
  static Map<String, String> fingerprint(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path path :
          walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).toList()) {
        files.put(
            root.relativize(path).toString(),
            Files.getLastModifiedTime(path) + " " + Files.size(path));
      }
    }
    return files;
  }
}
