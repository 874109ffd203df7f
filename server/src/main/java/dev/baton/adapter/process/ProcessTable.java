package dev.baton.adapter.process;

import dev.baton.model.build.Build.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The machine's processes, as {@code /proc} shows them; by the JDK where there is none. */
public final class ProcessTable {

  private static final Path PROC = Path.of("/proc");

  /** After the name in parentheses: state is field 3, the parent 4, the start time 22. */
  private static final int FIRST_FIELD = 3;

  private final String bootId = read(Path.of("/proc/sys/kernel/random/boot_id")).orElse("").strip();

  /**
   * A row of the table.
   *
   * @param state one letter; Z is dead and not yet waited for
   * @param hasTerminal whether a terminal controls it, as it does a person's shell and never a
   *     build
   * @param startTicks clock ticks since boot
   */
  public record Row(
      long pid,
      char state,
      long parent,
      long group,
      long session,
      boolean hasTerminal,
      long startTicks) {

    public boolean isDead() {
      return state == 'Z' || state == 'X';
    }
  }

  /** What tells a living process from all others, also after a reboot. */
  public ProcessIdentity identity(long pid) {
    return new ProcessIdentity(pid, row(pid).map(Row::startTicks).orElse(0L), bootId);
  }

  /** Whether exactly that process is alive. */
  public boolean isAlive(ProcessIdentity identity) {
    if (identity.startTicks() == 0 || !identity.bootId().equals(bootId)) {
      return false;
    }
    return row(identity.pid())
        .filter(row -> !row.isDead() && row.startTicks() == identity.startTicks())
        .isPresent();
  }

  /** One process, if it is there. */
  public Optional<Row> row(long pid) {
    return read(PROC.resolve(Long.toString(pid)).resolve("stat")).flatMap(ProcessTable::parsed);
  }

  /** All processes that are visible. */
  public List<Row> all() {
    List<Row> rows = new ArrayList<>();
    String[] names = PROC.toFile().list();
    for (String name : names == null ? new String[0] : names) {
      number(name).ifPresent(pid -> row(pid).ifPresent(rows::add));
    }
    return rows;
  }

  /** What descends from a process, dead ones left out, parents before their children. */
  public List<Row> descendants(long root) {
    return descendants(root, all());
  }

  /** The living children of a process; fast, also among very many processes. */
  public List<Row> children(long parent) {
    Path file = PROC.resolve(parent + "/task/" + parent + "/children");
    Optional<String> pids = read(file);
    if (pids.isEmpty()) {
      return all().stream().filter(row -> row.parent() == parent && !row.isDead()).toList();
    }
    List<Row> rows = new ArrayList<>();
    for (String pid : pids.get().split(" ", -1)) {
      number(pid).ifPresent(child -> row(child).filter(row -> !row.isDead()).ifPresent(rows::add));
    }
    return rows;
  }

  /** Whether a process's environment holds a text; not if it belongs to somebody else. */
  public boolean environmentHolds(long pid, String text) {
    return read(PROC.resolve(pid + "/environ")).filter(all -> all.contains(text)).isPresent();
  }

  /** Whether a process's working directory lies below a directory. */
  public boolean worksBelow(long pid, Path directory) {
    try {
      return Files.readSymbolicLink(PROC.resolve(pid + "/cwd")).startsWith(directory);
    } catch (IOException e) {
      return false;
    }
  }

  static List<Row> descendants(long root, List<Row> all) {
    Map<Long, List<Row>> children = new HashMap<>();
    for (Row row : all) {
      children.computeIfAbsent(row.parent(), parent -> new ArrayList<>()).add(row);
    }
    List<Row> found = new ArrayList<>();
    Deque<Long> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      for (Row child : children.getOrDefault(open.removeFirst(), List.of())) {
        open.addLast(child.pid());
        if (!child.isDead()) {
          found.add(child);
        }
      }
    }
    return found;
  }

  private static Optional<Row> parsed(String stat) {
    int name = stat.lastIndexOf(')');
    String[] fields = stat.substring(name + 1).strip().split(" ", -1);
    if (name < 0 || fields.length < 20) {
      return Optional.empty();
    }
    return Optional.of(
        new Row(
            Long.parseLong(stat.substring(0, stat.indexOf(' '))),
            fields[0].charAt(0),
            Long.parseLong(fields[4 - FIRST_FIELD]),
            Long.parseLong(fields[5 - FIRST_FIELD]),
            Long.parseLong(fields[6 - FIRST_FIELD]),
            !fields[7 - FIRST_FIELD].equals("0"),
            Long.parseLong(fields[22 - FIRST_FIELD])));
  }

  private static OptionalLong number(String name) {
    boolean digits = !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? OptionalLong.of(Long.parseLong(name)) : OptionalLong.empty();
  }

  /** Empty when the process ended meanwhile, or belongs to somebody else. */
  private static Optional<String> read(Path file) {
    try {
      return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
