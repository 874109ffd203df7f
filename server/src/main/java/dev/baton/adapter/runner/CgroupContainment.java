package dev.baton.adapter.runner;

import dev.baton.adapter.process.ProcessTable;
import dev.baton.adapter.process.Signals;
import dev.baton.model.build.Build.ProcessIdentity;
import dev.baton.port.PortException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A control group (version 2) below Baton's own: a process leaves it only by writing to the cgroup
 * file system, which needs the right to do so.
 */
final class CgroupContainment implements Containment {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path own;
  private final Containment descent;
  private final ProcessTable table;
  private final Signals signals;

  private CgroupContainment(Path own, Containment descent, ProcessTable table, Signals signals) {
    this.own = own;
    this.descent = descent;
    this.table = table;
    this.signals = signals;
  }

  static Optional<Containment> find(Containment descent, ProcessTable table, Signals signals) {
    try {
      Optional<Path> own = ownGroup();
      if (own.isEmpty()) {
        return Optional.empty();
      }
      Path probe = own.get().resolve("baton-probe-" + ProcessHandle.current().pid());
      Files.createDirectory(probe);
      boolean writable = Files.isWritable(probe.resolve("cgroup.procs"));
      Files.delete(probe);
      return writable && Files.isWritable(own.get().resolve("cgroup.procs"))
          ? Optional.of(new CgroupContainment(own.get(), descent, table, signals))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Path> ownGroup() throws IOException {
    Optional<String> mount =
        Files.readAllLines(Path.of("/proc/self/mounts")).stream()
            .map(line -> line.split(" "))
            .filter(words -> words.length > 2 && words[2].equals("cgroup2"))
            .map(words -> words[1])
            .findFirst();
    Optional<String> group =
        Files.readAllLines(Path.of("/proc/self/cgroup")).stream()
            .filter(line -> line.startsWith("0::/"))
            .map(line -> line.substring("0::/".length()))
            .findFirst();
    return mount.flatMap(at -> group.map(below -> Path.of(at).resolve(below)));
  }

  @Override
  public String sentence() {
    return "A control group holds this build's processes together; all of them end with the build.";
  }

  @Override
  public List<String> launcher() {
    return descent.launcher();
  }

  @Override
  public Held hold(Build build, long root) {
    Group group = new Group(directory(build), table.identity(root), descent.hold(build, root));
    try {
      Files.createDirectory(group.directory);
      Files.writeString(group.directory.resolve("cgroup.procs"), Long.toString(root));
    } catch (IOException e) {
      group.end();
      throw new PortException("Cannot put a build into the control group " + own, false, e);
    }
    return group;
  }

  @Override
  public void endLeftover(Build build, Optional<ProcessIdentity> root) {
    Path directory = directory(build);
    if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      emptied(directory);
    }
    descent.endLeftover(build, root);
  }

  private Path directory(Build build) {
    return own.resolve("baton-" + build.uuid());
  }

  private void emptied(Path directory) {
    Waiting.until(
        PATIENCE,
        () -> remove(directory),
        () -> processes(directory).forEach(pid -> signals.send(pid, Signals.KILL)));
  }

  /** A group can be removed once nobody is in it or below. */
  private static boolean remove(Path directory) {
    try {
      for (Path below : groups(directory)) {
        remove(below);
      }
      Files.deleteIfExists(directory);
      return true;
    } catch (IOException e) {
      return !Files.exists(directory, LinkOption.NOFOLLOW_LINKS);
    }
  }

  private static List<Long> processes(Path directory) {
    List<Long> pids = new ArrayList<>();
    try {
      Files.readAllLines(directory.resolve("cgroup.procs")).stream()
          .map(Long::parseLong)
          .filter(pid -> pid > 1)
          .forEach(pids::add);
      for (Path below : groups(directory)) {
        pids.addAll(processes(below));
      }
    } catch (IOException e) {
      // The group was removed meanwhile: what was found so far is all.
      return pids;
    }
    return pids;
  }

  private static List<Path> groups(Path directory) throws IOException {
    List<Path> groups = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          groups.add(entry);
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    }
    return groups;
  }

  private final class Group implements Held {

    private final Path directory;
    private final ProcessIdentity root;
    private final Held outside;

    Group(Path directory, ProcessIdentity root, Held outside) {
      this.directory = directory;
      this.root = root;
      this.outside = outside;
    }

    @Override
    public ProcessIdentity root() {
      return root;
    }

    @Override
    public String scope() {
      return outside.scope();
    }

    @Override
    public Optional<Long> supervisor() {
      return outside.supervisor();
    }

    @Override
    public List<Long> members() {
      return processes(directory).stream()
          .filter(pid -> pid != root.pid() && table.row(pid).filter(r -> !r.isDead()).isPresent())
          .toList();
    }

    @Override
    public void end() {
      if (table.isAlive(root)) {
        signals.send(root.pid(), Signals.KILL);
      }
      emptied(directory);
    }
  }
}
