package dev.baton.adapter.process;

import dev.baton.port.PortException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts processes. Safe for concurrent use. */
public final class Processes {

  /**
   * Runs a command to its end.
   *
   * @throws ProgramMissing when the program cannot be started
   * @throws InterruptedException when this thread was interrupted; the command's tree was ended
   */
  public Finished run(Command command) throws InterruptedException {
    Process process = start(command.arguments(), command.directory(), command.environment());
    try {
      return finish(process, command);
    } finally {
      endTree(process.toHandle());
      close(process);
    }
  }

  /**
   * Starts a process and leaves it to the caller, streams and all.
   *
   * @throws ProgramMissing when the program cannot be started
   */
  public Process start(List<String> arguments, Path directory, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(arguments).directory(directory.toFile());
    builder.environment().clear();
    try {
      builder.environment().putAll(environment);
      return builder.start();
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
      throw new ProgramMissing(arguments.getFirst(), reason(arguments.getFirst(), e));
    }
  }

  /** Ends a process and everything that descends from it, as far as descent can be followed. */
  public static void endTree(ProcessHandle root) {
    if (!root.isAlive()) {
      return;
    }
    root.descendants().forEach(ProcessHandle::destroyForcibly);
    root.destroyForcibly();
  }

  private static Finished finish(Process process, Command command) throws InterruptedException {
    Gathered output = new Gathered(process.getInputStream(), command.outputLimit());
    Gathered errors = new Gathered(process.getErrorStream(), command.outputLimit());
    Thread first = Thread.ofVirtual().start(output);
    Thread second = Thread.ofVirtual().start(errors);
    Thread.ofVirtual().start(() -> feed(process, command.input()));
    boolean ended = process.waitFor(command.limit().toNanos(), TimeUnit.NANOSECONDS);
    if (!ended) {
      endTree(process.toHandle());
      process.waitFor();
    }
    first.join(LAST_OUTPUT_MILLIS);
    second.join(LAST_OUTPUT_MILLIS);
    return new Finished(
        process.exitValue(),
        output.bytes(),
        errors.bytes(),
        output.truncated() || errors.truncated(),
        !ended);
  }

  /** A descendant that still holds a pipe must not hold up whoever asked. */
  private static final long LAST_OUTPUT_MILLIS = 2_000;

  private static void feed(Process process, byte[] input) {
    try (OutputStream to = process.getOutputStream()) {
      to.write(input);
    } catch (IOException e) {
      // The program ended without reading all of its input; its exit status tells the rest.
      return;
    }
  }

  private static void close(Process process) {
    for (AutoCloseable stream :
        List.of(process.getInputStream(), process.getErrorStream(), process.getOutputStream())) {
      try {
        stream.close();
      } catch (Exception e) {
        throw new PortException("A pipe to a process could not be closed", false, e);
      }
    }
  }

  private static String reason(String program, Exception e) {
    String message = String.valueOf(e.getMessage());
    int error = message.lastIndexOf("error=");
    return error < 0 ? "it cannot be started" : message.substring(error).replace(program, "it");
  }

  /** The program could not be started; the message names it, never its arguments. */
  public static final class ProgramMissing extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProgramMissing(String program, String why) {
      super("Cannot run " + program + ": " + why);
    }
  }

  /** Reads a stream to its end and keeps the beginning. */
  private static final class Gathered implements Runnable {

    private final InputStream from;
    private final int limit;
    private final java.io.ByteArrayOutputStream kept = new java.io.ByteArrayOutputStream();
    private boolean truncated;

    Gathered(InputStream from, int limit) {
      this.from = from;
      this.limit = limit;
    }

    @Override
    public void run() {
      byte[] buffer = new byte[8_192];
      try {
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
          keep(buffer, n);
        }
      } catch (IOException e) {
        // Closed under the reader: the process is over, and what was kept is all there is.
        return;
      }
    }

    private synchronized void keep(byte[] buffer, int length) {
      int room = Math.min(length, limit - kept.size());
      kept.write(buffer, 0, room);
      truncated |= room < length;
    }

    synchronized byte[] bytes() {
      return kept.toByteArray();
    }

    synchronized boolean truncated() {
      return truncated;
    }
  }
}
