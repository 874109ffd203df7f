package dev.baton.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A user's machine in small: a home, a git repository, a data directory, and the {@code baton}
 * command as a process of its own. Closing it ends every process and removes every file; what
 * outlived its command is reported.
 */
final class World implements AutoCloseable {

  private static final long LIMIT_SECONDS = 90;

  private final Path root;
  private final List<Process> started = new ArrayList<>();

  private World(Path root) {
    this.root = root;
  }

  static World make() throws IOException {
    World world = new World(Files.createTempDirectory("baton-world-"));
    Files.setPosixFilePermissions(world.root, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String directory : List.of("home", "tmp", "repo", "bin", "def/projects")) {
      Files.createDirectories(world.path(directory));
    }
    return world;
  }

  Path path(String relative) {
    return root.resolve(relative);
  }

  Path write(String relative, String text) throws IOException {
    Path file = path(relative);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text.replace("@WORLD@", root.toString()));
  }

  /**
   * Puts a program of that name first on the PATH: it notes how it was called, then runs the
   * script.
   */
  void tool(String name, String script) throws IOException {
    Path file =
        write(
            "bin/" + name,
            "#!/bin/sh\necho \"" + name + " $*\" >> @WORLD@/calls\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** How the tools were called, in order. */
  List<String> calls() throws IOException {
    return Files.exists(path("calls")) ? Files.readAllLines(path("calls")) : List.of();
  }

  /** A command that reads its standard input from a text. */
  Ran batonReading(String input, String... words) throws IOException, InterruptedException {
    Path file = Files.writeString(Files.createTempFile(root, "in", ""), input);
    return start(Map.of(), ProcessBuilder.Redirect.from(file.toFile()), words).end();
  }

  /** Makes the repository on the first call, and commits what is in it. */
  void commit(String message) throws IOException, InterruptedException {
    if (!Files.exists(path("repo/.git"))) {
      git("repo", "init", "-q", "-b", "main");
    }
    git("repo", "add", "-A");
    git("repo", "commit", "-q", "--allow-empty", "-m", message);
  }

  /** Git in a directory of this world, which is made when it is not there. */
  void git(String directory, String... words) throws IOException, InterruptedException {
    git(Files.createDirectories(path(directory)), words);
  }

  private void git(Path directory, String... words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=T", "-c", "user.email=t@example.org"));
    command.addAll(List.of(words));
    Ran ran = finish(new ProcessBuilder(command).directory(directory.toFile()));
    if (ran.exit() != 0) {
      throw new IllegalStateException("git " + String.join(" ", words) + ": " + ran.out());
    }
  }

  /** What a command printed and how it ended; 137 is a kill -9. */
  record Ran(int exit, String out, String err) {}

  /** A command that runs. */
  record Running(Process process, Path out, Path err) {

    Ran end() throws IOException, InterruptedException {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError(
            "still running after " + LIMIT_SECONDS + " s: " + Files.readString(err));
      }
      return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }
  }

  Ran baton(String... words) throws IOException, InterruptedException {
    return start(Map.of(), words).end();
  }

  /**
   * Starts Baton in a JVM of its own.
   *
   * @param properties system properties, such as the point at which it is to be killed
   */
  Running start(Map<String, String> properties, String... words) throws IOException {
    return start(properties, ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()), words);
  }

  private Running start(
      Map<String, String> properties, ProcessBuilder.Redirect input, String... words)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED"));
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.baton.app.Main"));
    command.addAll(List.of(words));
    Path out = Files.createTempFile(root, "out", "");
    Path err = Files.createTempFile(root, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(path("repo").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .redirectInput(input);
    environment(builder);
    Process process = builder.start();
    started.add(process);
    return new Running(process, out, err);
  }

  private void environment(ProcessBuilder builder) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PATH", path("bin") + ":" + System.getenv("PATH"));
    environment.put("HOME", path("home").toString());
    environment.put("TMPDIR", path("tmp").toString());
    environment.put("BATON_DATA", path("data").toString());
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().clear();
    builder.environment().putAll(environment);
  }

  private Ran finish(ProcessBuilder builder) throws IOException, InterruptedException {
    environment(builder);
    Path out = Files.createTempFile(root, "out", "");
    builder.redirectErrorStream(true).redirectOutput(out.toFile());
    Process process = builder.start();
    int exit = process.waitFor();
    return new Ran(exit, Files.readString(out), "");
  }

  /** Lines that builds have appended to {@code journal}. */
  List<String> journal() throws IOException {
    Path journal = path("journal");
    return Files.exists(journal) ? Files.readAllLines(journal, StandardCharsets.UTF_8) : List.of();
  }

  /** Processes that stand in this world's directories. */
  List<String> strays() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process : (Iterable<Path>) processes::iterator) {
        if (process.getFileName().toString().chars().allMatch(Character::isDigit)
            && standsHere(process)) {
          found.add(describe(process));
        }
      }
    }
    return found;
  }

  private boolean standsHere(Path process) {
    try {
      return Files.readSymbolicLink(process.resolve("cwd")).startsWith(root);
    } catch (IOException | UnsupportedOperationException e) {
      // It ended meanwhile, or belongs to the kernel.
      return false;
    }
  }

  private static String describe(Path process) {
    try {
      return process.getFileName()
          + " "
          + Files.readString(process.resolve("cmdline")).replace('\0', ' ');
    } catch (IOException e) {
      return process.getFileName() + " (gone)";
    }
  }

  /** Files of builds that nobody removed. */
  List<Path> workspaces() throws IOException {
    List<Path> left = new ArrayList<>();
    for (String place : List.of("tmp", "data")) {
      if (Files.exists(path(place))) {
        try (Stream<Path> files = Files.walk(path(place))) {
          files.filter(file -> file.endsWith("made-by-build")).forEach(left::add);
        }
      }
    }
    return left;
  }

  @Override
  public void close() throws IOException {
    for (Process process : started) {
      process.destroyForcibly();
      process.onExit().join();
    }
    try (Stream<Path> files = Files.walk(root)) {
      files.sorted(Comparator.reverseOrder()).forEach(World::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
