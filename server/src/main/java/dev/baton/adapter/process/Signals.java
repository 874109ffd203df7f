package dev.baton.adapter.process;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Signals to processes and process groups, by the C library's {@code kill}. */
public final class Signals {

  /** The kill signal, which no process can refuse. */
  public static final int KILL = 9;

  /** The request to end. */
  public static final int TERM = 15;

  private final MethodHandle kill;

  @SuppressWarnings("restricted")
  public Signals() {
    Linker linker = Linker.nativeLinker();
    kill =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("kill"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
  }

  /**
   * Sends a signal.
   *
   * @return whether there was a process that took it
   */
  public boolean send(long pid, int signal) {
    if (pid <= 1) {
      throw new IllegalArgumentException("No signal is sent to process " + pid);
    }
    return call((int) pid, signal);
  }

  /**
   * Sends a signal to every process of a group.
   *
   * @return whether there was a process that took it
   */
  public boolean sendToGroup(long group, int signal) {
    if (group <= 1) {
      throw new IllegalArgumentException("No signal is sent to process group " + group);
    }
    return call((int) -group, signal);
  }

  private boolean call(int pid, int signal) {
    try {
      return (int) kill.invokeExact(pid, signal) == 0;
    } catch (Throwable e) {
      throw new IllegalStateException("kill(2) could not be called", e);
    }
  }
}
