package dev.baton.adapter.runner;

import dev.baton.adapter.process.Command;
import dev.baton.adapter.process.ProcessTable;
import dev.baton.adapter.process.Processes;
import dev.baton.adapter.process.Signals;
import dev.baton.model.build.Build.ProcessIdentity;
import dev.baton.model.build.program.ProgramProtocol;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A PID namespace with its own /proc: nothing leaves it, it sees nothing of the outside, and the
 * kernel ends it as a whole with its first process, which is the program's supervisor.
 */
final class NamespaceContainment implements Containment {

  private final List<String> launcher;
  private final ProcessTable table;
  private final Signals signals;

  private NamespaceContainment(List<String> launcher, ProcessTable table, Signals signals) {
    this.launcher = launcher;
    this.table = table;
    this.signals = signals;
  }

  static Optional<Containment> find(
      Programs programs, Processes processes, ProcessTable table, Signals signals)
      throws InterruptedException {
    Optional<String> setsid = programs.find("setsid");
    Optional<String> unshare = programs.find("unshare");
    if (setsid.isEmpty() || unshare.isEmpty()) {
      return Optional.empty();
    }
    List<String> launcher =
        List.of(setsid.get(), unshare.get(), "--pid", "--fork", "--kill-child", "--mount-proc");
    List<String> attempt = new ArrayList<>(launcher);
    attempt.addAll(List.of("/bin/sh", "-c", "[ $$ = 1 ] && [ -d /proc/1 ]"));
    Command command =
        Command.of(Path.of("/"), Map.of(), attempt.toArray(String[]::new))
            .withLimit(Duration.ofSeconds(5));
    try {
      return processes.run(command).succeeded()
          ? Optional.of(new NamespaceContainment(launcher, table, signals))
          : Optional.empty();
    } catch (Processes.ProgramMissing e) {
      return Optional.empty();
    }
  }

  @Override
  public String sentence() {
    return "A PID namespace of its own holds this build's processes together; all of them end with"
        + " the build.";
  }

  @Override
  public List<String> launcher() {
    return launcher;
  }

  @Override
  public Held hold(Build build, long root) {
    return new Namespace(table.identity(root));
  }

  @Override
  public void endLeftover(Build build, Optional<ProcessIdentity> root) {
    root.filter(table::isAlive).ifPresent(identity -> new Namespace(identity).end());
  }

  /** The root is {@code unshare}, outside; its only child is the namespace's first process. */
  private final class Namespace implements Held {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ProcessIdentity root;

    Namespace(ProcessIdentity root) {
      this.root = root;
    }

    @Override
    public ProcessIdentity root() {
      return root;
    }

    @Override
    public String scope() {
      return ProgramProtocol.GROUP;
    }

    @Override
    public Optional<Long> supervisor() {
      return table.children(root.pid()).stream().map(ProcessTable.Row::pid).findFirst();
    }

    @Override
    public List<Long> members() {
      Optional<Long> supervisor = supervisor();
      return table.descendants(root.pid()).stream()
          .map(ProcessTable.Row::pid)
          .filter(pid -> !supervisor.equals(Optional.of(pid)))
          .toList();
    }

    /** {@code unshare} ends once its child did, and that is once the namespace is empty. */
    @Override
    public void end() {
      Waiting.until(PATIENCE, () -> !table.isAlive(root), this::kill);
    }

    private void kill() {
      Optional<Long> first = supervisor();
      first.ifPresent(pid -> signals.send(pid, Signals.KILL));
      if (first.isEmpty()) {
        signals.send(root.pid(), Signals.KILL);
      }
    }
  }
}
