package dev.baton.adapter.runner;

import dev.baton.adapter.process.ProcessTable;
import dev.baton.adapter.process.Processes;
import dev.baton.adapter.process.Signals;
import dev.baton.model.build.Build.ProcessIdentity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What holds a build's processes together on this machine. Safe for concurrent use. */
interface Containment {

  /** For the build's log: what it is, and what it cannot do. */
  String sentence();

  /** The programs through which the build's shell is started; the shell follows. */
  List<String> launcher();

  /** Takes hold of a process that was started by the launcher and waits for 'go'. */
  Held hold(Build build, long root);

  /** Ends what a killed owner has left of a build; waits until it is gone. */
  void endLeftover(Build build, Optional<ProcessIdentity> root);

  /** Which build, and where. */
  record Build(String uuid, Path workspace) {}

  /** A build's processes. */
  interface Held {

    /** The process that was started. */
    ProcessIdentity root();

    /** How far the program may go when it must end by itself. */
    String scope();

    /** The program's own shell, which outlives the commands' shells. */
    Optional<Long> supervisor();

    /** Everything else that lives. */
    List<Long> members();

    /** Ends everything and waits until it is gone; may be called again, and by anybody. */
    void end();
  }

  /** The best that works here, found by trying. */
  static Containment find(Processes processes, ProcessTable table, Signals signals)
      throws InterruptedException {
    Programs programs = Programs.here();
    Optional<Containment> namespace =
        NamespaceContainment.find(programs, processes, table, signals);
    if (namespace.isPresent()) {
      return namespace.get();
    }
    Containment descent = new DescentContainment(programs, table, signals);
    return CgroupContainment.find(descent, table, signals).orElse(descent);
  }
}
