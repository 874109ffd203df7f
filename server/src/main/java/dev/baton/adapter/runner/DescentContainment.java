package dev.baton.adapter.runner;

import dev.baton.adapter.process.ProcessTable;
import dev.baton.adapter.process.Signals;
import dev.baton.model.build.Build.ProcessIdentity;
import dev.baton.model.build.program.ProgramProtocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follows descent: a process belongs to a build when its parent or session does, when it works
 * below the workspace, or when its environment names the build.
 */
final class DescentContainment implements Containment {

  private final Programs programs;
  private final ProcessTable table;
  private final Signals signals;

  DescentContainment(Programs programs, ProcessTable table, Signals signals) {
    this.programs = programs;
    this.table = table;
    this.signals = signals;
  }

  @Override
  public String sentence() {
    return "This build's processes are found by descent, session, working directory and environment"
        + " (neither a PID namespace nor a cgroup is permitted here); a daemon that leaves all four"
        + " outlives the build.";
  }

  @Override
  public List<String> launcher() {
    return programs.find("setsid").stream().toList();
  }

  @Override
  public Held hold(Build build, long root) {
    return new Descent(build, table.identity(root));
  }

  @Override
  public void endLeftover(Build build, Optional<ProcessIdentity> root) {
    // A root that is dead gives no session: its number may be somebody else's by now.
    new Descent(build, root.filter(table::isAlive).orElse(new ProcessIdentity(0, 0, ""))).end();
  }

  private final class Descent implements Held {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Build build;
    private final ProcessIdentity root;

    Descent(Build build, ProcessIdentity root) {
      this.build = build;
      this.root = root;
    }

    @Override
    public ProcessIdentity root() {
      return root;
    }

    @Override
    public String scope() {
      return launcher().isEmpty() ? ProgramProtocol.ALONE : ProgramProtocol.GROUP;
    }

    @Override
    public Optional<Long> supervisor() {
      return table.isAlive(root) ? Optional.of(root.pid()) : Optional.empty();
    }

    @Override
    public List<Long> members() {
      List<Long> members = new ArrayList<>(all());
      members.remove(root.pid());
      return members;
    }

    @Override
    public void end() {
      Waiting.until(PATIENCE, () -> all().isEmpty(), this::kill);
    }

    private void kill() {
      all().forEach(pid -> signals.send(pid, Signals.KILL));
    }

    private Set<Long> all() {
      List<ProcessTable.Row> rows = table.all();
      Set<Long> ours = new HashSet<>();
      boolean more = true;
      while (more) {
        more = false;
        for (ProcessTable.Row row : rows) {
          more |= !row.isDead() && belongs(row, ours) && ours.add(row.pid());
        }
      }
      return ours;
    }

    private boolean belongs(ProcessTable.Row row, Set<Long> ours) {
      if (ours.contains(row.pid()) || row.pid() == ProcessHandle.current().pid()) {
        return false;
      }
      boolean isRoot = row.pid() == root.pid() && row.startTicks() == root.startTicks();
      return isRoot
          || ours.contains(row.parent())
          || (ours.contains(row.session()) && row.session() != 0)
          || isOfSession(row)
          || (!row.hasTerminal() && table.worksBelow(row.pid(), build.workspace()))
          || table.environmentHolds(row.pid(), build.uuid());
    }

    /** A session keeps its number from being given again while anybody is in it. */
    private boolean isOfSession(ProcessTable.Row row) {
      return root.pid() > 1
          && row.session() == root.pid()
          && row.startTicks() >= root.startTicks()
          && !launcher().isEmpty();
    }
  }
}
