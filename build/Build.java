import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The launcher's build: runs Maven when sources are newer than the last build, and publishes the
 * result as a folder named by its content, which nothing changes afterwards. So a running Baton
 * keeps its jars while the next one is built, and a cache can never meet code that it was not made
 * from.
 *
 * <p>Arguments: the repository's root, the JDK's home.
 */
final class Build {

  /**
   * What makes a build stale; the launcher looks at the same. A folder's time tells of removed
   * files.
   */
  private static final List<String> INPUTS =
      List.of(
          "baton",
          "pom.xml",
          "core/pom.xml",
          "core/src/main",
          "server/pom.xml",
          "server/src/main",
          "build");

  private static final int KEPT = 3;
  private static final int SHOWN = 10;
  private static final Pattern MODULE =
      Pattern.compile("\\[INFO\\] Building Baton ([a-z]+) .*\\[(\\d+/\\d+)\\]");

  private final Path home;
  private final Path jdk;
  private final Path place;

  private Build(Path home, Path jdk) {
    this.home = home;
    this.jdk = jdk;
    this.place = home.resolve("target/baton");
  }

  public static void main(String[] arguments) throws Exception {
    System.exit(new Build(Path.of(arguments[0]), Path.of(arguments[1])).run());
  }

  private int run() throws Exception {
    Files.createDirectories(place);
    try (FileChannel file =
            FileChannel.open(
                place.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(file)) {
      if (!isStale()) {
        return 0; // somebody else built it while we waited
      }
      // Edits made during the build are newer than this stamp, so that they count.
      Path started = Files.writeString(place.resolve("stamp.new"), "");
      Files.setLastModifiedTime(started, FileTime.from(Instant.now()));
      if (!runMaven()) {
        return 2;
      }
      publish();
      Files.move(started, place.resolve("stamp"), StandardCopyOption.REPLACE_EXISTING);
      return 0;
    }
  }

  private static FileLock lock(FileChannel file) throws IOException {
    FileLock lock = file.tryLock();
    if (lock != null) {
      return lock;
    }
    say("another ./baton is building; waiting for it");
    return file.lock();
  }

  private boolean isStale() throws IOException {
    Path stamp = place.resolve("stamp");
    if (!Files.exists(stamp)
        || !Files.exists(place.resolve("current"))
        || !Files.exists(place.resolve(Files.readString(place.resolve("current")).strip()))) {
      return true;
    }
    FileTime built = Files.getLastModifiedTime(stamp);
    for (String input : INPUTS) {
      try (Stream<Path> files = Files.walk(home.resolve(input))) {
        for (Path file : (Iterable<Path>) files::iterator) {
          if (Files.getLastModifiedTime(file).compareTo(built) > 0) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /**
   * True when Maven built the jar. Its output goes to a log; of that, the modules are shown as they
   * come, and the end of a failure.
   */
  private boolean runMaven() throws IOException, InterruptedException {
    boolean first = !Files.exists(place.resolve("current"));
    say(
        first
            ? "building; the first time this fetches libraries and may take a minute"
            : "sources have changed, building");
    ProcessBuilder maven =
        new ProcessBuilder(
                "mvn",
                "-B",
                "-Dquick",
                "-Dlaunch",
                "-Dmaven.test.skip=true",
                "-pl",
                "core,server",
                "package")
            .directory(home.toFile())
            .redirectErrorStream(true);
    Map<String, String> environment = maven.environment();
    environment.put(
        "JAVA" + Runtime.version().feature() + "_HOME",
        jdk.toString()); // one of the names that the toolchains plugin looks at
    environment.computeIfAbsent("JAVA_HOME", absent -> isOnPath("java") ? null : jdk.toString());
    Process process;
    try {
      process = maven.start();
    } catch (IOException missing) {
      say(
          "Maven is needed to build Baton, and there is no mvn on PATH. Install Maven 3.8 or"
              + " newer.");
      return false;
    }
    process.getOutputStream().close();
    Path log = place.resolve("build.log");
    List<String> errors = new ArrayList<>();
    try (BufferedReader output =
            new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        PrintWriter copy = new PrintWriter(Files.newBufferedWriter(log))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        copy.println(line);
        Matcher module = MODULE.matcher(line);
        if (module.lookingAt()) {
          say("  " + module.group(1) + " (" + module.group(2) + ")");
        }
        if (line.startsWith("[ERROR]") && !line.contains("[Help") && !errors.contains(line)) {
          errors.add(line);
        }
      }
    }
    if (process.waitFor() == 0) {
      return true;
    }
    errors.stream().limit(SHOWN).forEach(System.err::println);
    say("the build failed; all of Maven's output is in " + log);
    return false;
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private void publish() throws Exception {
    Path output = home.resolve("server/target/quick");
    Path jar = only(output, "baton-server-*.jar");
    List<Path> jars = new ArrayList<>(List.of(jar));
    try (JarFile opened = new JarFile(jar.toFile())) {
      String classPath =
          opened.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      for (String name : classPath.split(" ")) {
        jars.add(output.resolve(name));
      }
    }
    String name = "app-" + digest(jars);
    Path app = place.resolve(name);
    if (!Files.exists(app)) {
      Path unfinished = place.resolve("app-unfinished");
      delete(unfinished);
      Files.createDirectories(unfinished.resolve("lib"));
      Files.copy(jar, unfinished.resolve("baton.jar"));
      for (Path library : jars.subList(1, jars.size())) {
        OldClasses.copyLifted(library, unfinished.resolve("lib").resolve(library.getFileName()));
      }
      Path driver = only(unfinished.resolve("lib"), "sqlite-jdbc-*.jar");
      SqliteLibrary.unpack(driver, unfinished.resolve("native"));
      Files.move(unfinished, app);
    }
    Files.setLastModifiedTime(app, FileTime.from(Instant.now()));
    Path current = Files.writeString(place.resolve("current.new"), name + "\n");
    Files.move(
        current,
        place.resolve("current"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    deleteOldApps();
  }

  /** With the launcher's own files, whose flags and steps a cache depends on as well. */
  private String digest(List<Path> jars) throws Exception {
    List<Path> inputs = new ArrayList<>(List.of(home.resolve("baton")));
    try (Stream<Path> files = Files.list(home.resolve("build"))) {
      files.sorted().forEach(inputs::add);
    }
    inputs.addAll(jars);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Path input : inputs) {
      digest.update(input.getFileName().toString().getBytes(UTF_8));
      digest.update(Files.readAllBytes(input));
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  /** A Baton that is still running may live in one of the last few. */
  private void deleteOldApps() throws IOException {
    List<Path> apps = new ArrayList<>();
    try (var found = Files.newDirectoryStream(place, "app-*")) {
      found.forEach(apps::add);
    }
    apps.sort(Comparator.comparing((Path app) -> app.toFile().lastModified()).reversed());
    for (Path app : apps.subList(Math.min(KEPT, apps.size()), apps.size())) {
      delete(app);
    }
  }

  private static Path only(Path folder, String pattern) throws IOException {
    try (var found = Files.newDirectoryStream(folder, pattern)) {
      return found.iterator().next();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void say(String what) {
    System.err.println("baton: " + what);
  }
}
