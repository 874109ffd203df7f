package dev.baton.adapter.runner;

import dev.baton.adapter.process.Command;
import dev.baton.adapter.process.ProcessTable;
import dev.baton.adapter.process.Processes;
import dev.baton.adapter.process.Signals;
import dev.baton.model.build.Build.ProcessIdentity;
import dev.baton.model.build.program.ProgramProtocol;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What holds a build's processes together on this machine. */
enum Containment {
  /** A PID namespace: nothing can leave it, and it ends as a whole. */
  NAMESPACE(
      "Processes of this build are held together by a PID namespace of its own;"
          + " all of them end with the build."),

  /** Descent, followed from the outside. */
  DESCENT(
      "Processes of this build are found by descent (no PID namespace is permitted here);"
          + " one that leaves its session, its parents and its environment may outlive the build.");

  private final String sentence;

  Containment(String sentence) {
    this.sentence = sentence;
  }

  String sentence() {
    return sentence;
  }

  /** Finds the best that works here, by trying it. */
  static Containment find(Processes processes) throws InterruptedException {
    Optional<String> unshare = program("unshare");
    if (unshare.isEmpty()
        || program("setsid").isEmpty()
        || !Files.exists(Path.of("/proc/self/ns/pid"))) {
      return DESCENT;
    }
    List<String> attempt = new ArrayList<>(NAMESPACE.launcher());
    attempt.addAll(List.of("/bin/sh", "-c", "[ $$ = 1 ] && [ -d /proc/1 ]"));
    try {
      boolean works =
          processes
              .run(
                  Command.of(Path.of("/"), Map.of(), attempt.toArray(String[]::new))
                      .withLimit(Duration.ofSeconds(5)))
              .succeeded();
      return works ? NAMESPACE : DESCENT;
    } catch (Processes.ProgramMissing e) {
      return DESCENT;
    }
  }

  /** The programs through which the shell is started. */
  List<String> launcher() {
    List<String> words = new ArrayList<>();
    program("setsid").ifPresent(words::add);
    if (this == NAMESPACE) {
      program("unshare").ifPresent(words::add);
      words.addAll(List.of("--pid", "--fork", "--kill-child", "--mount-proc", "--"));
    }
    return words;
  }

  /** How far the program may go when it must end by itself. */
  String scope() {
    return program("setsid").isPresent() ? ProgramProtocol.GROUP : ProgramProtocol.ALONE;
  }

  /** What of the tree is the program's own supervisor, and not the build's. */
  Optional<Long> supervisor(long root, List<ProcessTable.Row> descendants) {
    if (this == DESCENT) {
      return Optional.of(root);
    }
    return descendants.stream()
        .filter(row -> row.parent() == root)
        .map(ProcessTable.Row::pid)
        .findFirst();
  }

  /** Ends the tree below a root, root included, so that nothing of it can go on. */
  static void end(long root, ProcessTable table, Signals signals) {
    for (int round = 0; round < 100; round++) {
      List<ProcessTable.Row> left = table.descendants(root);
      left.forEach(row -> signals.send(row.pid(), Signals.KILL));
      if (left.isEmpty()) {
        break;
      }
    }
    signals.send(root, Signals.KILL);
  }

  /** After the program's own end: ends what of it has got away. */
  void sweep(ProcessIdentity identity, ProcessTable table, Signals signals) {
    if (this == NAMESPACE) {
      return;
    }
    for (int round = 0; round < 100; round++) {
      List<ProcessTable.Row> left =
          table.all().stream()
              .filter(row -> row.session() == identity.pid() && !row.isDead())
              .toList();
      left.forEach(row -> signals.send(row.pid(), Signals.KILL));
      if (left.isEmpty()) {
        return;
      }
    }
  }

  private static Optional<String> program(String name) {
    String path =
        Optional.ofNullable(System.getenv("PATH")).orElse("") + ":/usr/bin:/bin:/usr/sbin";
    for (String directory : path.split(File.pathSeparator, -1)) {
      Path file = Path.of(directory, name);
      if (file.isAbsolute() && Files.isExecutable(file)) {
        return Optional.of(file.toString());
      }
    }
    return Optional.empty();
  }
}
