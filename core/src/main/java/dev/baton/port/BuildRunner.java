package dev.baton.port;

import dev.baton.model.build.Build.ProcessIdentity;
import dev.baton.model.build.BuildRecipe;
import dev.baton.model.build.PhaseType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Runs recipes. The caller prepares a workspace, puts sources into it, starts, and says 'go' once
 * the process's identity is committed: a process that hears no 'go' ends without having done
 * anything. Safe for concurrent use.
 */
public interface BuildRunner {

  /** Whether builds go on when this process dies; then they can be attached to again. */
  boolean survivesOwner();

  /**
   * One sentence for the build's log: what holds the build's processes together here, and what it
   * cannot do.
   */
  String containment();

  /** Makes an empty workspace for a build, where a run-as user can reach it. */
  Workspace prepare(String buildUuid);

  /** Starts a process that waits for {@link Running#go}. */
  Running start(Launch launch, Listener listener);

  /**
   * Ends what a killed owner left running, descendants included, and removes the build's workspace;
   * does nothing if it is gone.
   */
  void endLeftover(String buildUuid, Optional<ProcessIdentity> process);

  /** A build's place on the disk. */
  interface Workspace extends AutoCloseable {

    /** Holds everything below; short, as a build sees it in paths. */
    Path root();

    /** Where the primary source goes: the working directory. */
    Path sources();

    /** A secondary source's directory, made on demand. */
    Path secondary(String identifier);

    /** Removes it, read-only directories and all. */
    @Override
    void close();
  }

  /**
   * What to start.
   *
   * @param environment the whole environment; nothing else is inherited
   * @param runAs the user for the whole build where its phases name none
   */
  record Launch(
      String buildUuid,
      Workspace workspace,
      BuildRecipe recipe,
      Map<String, String> environment,
      Optional<String> runAs) {}

  /**
   * Hears a running build, each call from one thread at a time, output and events in the order they
   * came.
   */
  interface Listener {

    /** Raw output of the commands, not yet masked, in pieces of any size. */
    void output(byte[] bytes, int offset, int length);

    void event(ProgramEvent event);
  }

  /** What the program says on its control channel. */
  sealed interface ProgramEvent {

    record PhaseStarted(PhaseType phase) implements ProgramEvent {}

    /** {@code index} is the place in the phase's commands, or in its finally commands. */
    record CommandStarted(PhaseType phase, int index, boolean inFinally) implements ProgramEvent {}

    record CommandEnded(PhaseType phase, int index, boolean inFinally, int exitStatus)
        implements ProgramEvent {}

    /** The phase succeeded, or failed with that command (as {@link CommandEnded} told). */
    record PhaseEnded(PhaseType phase, boolean succeeded) implements ProgramEvent {}

    /**
     * A variable's value after the last phase; names that were never set are reported with set =
     * false.
     */
    record Exported(String name, String value, boolean set) implements ProgramEvent {}

    /**
     * An expansion's value; one that the shell could not expand is not reported, the log says why.
     */
    record Expanded(String key, String value) implements ProgramEvent {}

    /** The user or shell that a step asks for is not there. */
    record CannotRun(PhaseType phase, String why) implements ProgramEvent {}
  }

  /** A process that was started. */
  interface Running extends AutoCloseable {

    ProcessIdentity identity();

    /** Lets the program begin. */
    void go();

    /** Waits until the program and everything it has started is over and all output was heard. */
    void await() throws InterruptedException;

    /**
     * Asks the whole tree to end (SIGTERM), and after the grace ends it. Returns at once; await()
     * returns soon after.
     */
    void stop(Duration grace);

    /** Ends everything that is left; idempotent. */
    @Override
    void close();
  }
}
