package dev.baton.adapter.runner;

import dev.baton.adapter.process.ProcessTable;
import dev.baton.adapter.process.Signals;
import dev.baton.model.build.Build.ProcessIdentity;
import dev.baton.model.build.program.ProgramProtocol;
import dev.baton.port.BuildRunner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program that runs. Two threads read its pipes; a third waits for its end, ends whatever it has
 * left, and lets {@link #await} go.
 */
final class RunningProgram implements BuildRunner.Running {

  private static final Logger LOG = LoggerFactory.getLogger(RunningProgram.class);

  /** How long a pipe may stay open after everything that is known of the build has ended. */
  private static final Duration LAST_OUTPUT = Duration.ofSeconds(5);

  private static final long READER_STACK = 256 << 10;

  private final Process process;
  private final ProcessIdentity identity;
  private final Containment containment;
  private final ProcessTable table;
  private final Signals signals;
  private final String token;
  private final Delivery delivery;
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicBoolean gone = new AtomicBoolean();
  private final AtomicBoolean stopping = new AtomicBoolean();

  RunningProgram(
      Process process,
      Containment containment,
      ProcessTable table,
      Signals signals,
      String token,
      BuildRunner.Listener listener) {
    this.process = process;
    this.containment = containment;
    this.table = table;
    this.signals = signals;
    this.token = token;
    this.identity = table.identity(process.pid());
    this.delivery = new Delivery(token, listener, this::end);
  }

  /** Begins to listen. */
  void open(String name) {
    Thread events =
        reader("events of " + name, () -> delivery.readEvents(process.getErrorStream()));
    Thread log = reader("log of " + name, () -> delivery.readLog(process.getInputStream()));
    Thread.ofVirtual().name("end of " + name).start(() -> keep(log, events));
  }

  private static Thread reader(String name, Runnable task) {
    return Thread.ofPlatform().daemon().name(name).stackSize(READER_STACK).start(task);
  }

  @Override
  public ProcessIdentity identity() {
    return identity;
  }

  @Override
  public void go() {
    if (!gone.compareAndSet(false, true)) {
      throw new IllegalStateException("The build was already told to go");
    }
    String line = ProgramProtocol.go(token, containment.scope());
    try {
      OutputStream to = process.getOutputStream();
      to.write(line.getBytes(StandardCharsets.US_ASCII));
      to.flush();
    } catch (IOException e) {
      LOG.debug("The build's process ended before it was told to go", e);
    }
  }

  @Override
  public void await() throws InterruptedException {
    over.await();
    delivery.rethrow();
  }

  @Override
  public void stop(Duration grace) {
    if (stopping.compareAndSet(false, true)) {
      Thread.ofVirtual().name("stop of " + process.pid()).start(() -> stopWithin(grace));
    }
  }

  @Override
  public void close() {
    end();
  }

  private void stopWithin(Duration grace) {
    long end = System.nanoTime() + grace.toNanos();
    Set<Long> told = new HashSet<>();
    try {
      while (process.isAlive() && System.nanoTime() < end && askToEnd(told)) {
        process.waitFor(20, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end();
    }
  }

  /** Tells whoever was not told before; false when nobody but the supervisor is left. */
  private boolean askToEnd(Set<Long> told) {
    List<ProcessTable.Row> tree = table.descendants(process.pid());
    long supervisor = containment.supervisor(process.pid(), tree).orElse(process.pid());
    boolean here = supervisor != process.pid() || containment == Containment.DESCENT;
    if (here && told.add(supervisor)) {
      signals.send(supervisor, Signals.TERM);
    }
    boolean others = false;
    for (ProcessTable.Row row : tree) {
      if (row.pid() == supervisor) {
        continue;
      }
      others = true;
      if (told.add(row.pid())) {
        signals.send(row.pid(), Signals.TERM);
      }
    }
    return others;
  }

  /** Ends everything; safe to call at any time, and again. */
  private void end() {
    if (process.isAlive()) {
      Containment.end(process.pid(), table, signals);
    }
  }

  private void keep(Thread log, Thread events) {
    try {
      process.waitFor();
      containment.sweep(identity, table, signals);
      if (!log.join(LAST_OUTPUT) | !events.join(LAST_OUTPUT)) {
        LOG.warn("Somebody outside of the build {} still holds its output", process.pid());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closeAll();
      delivery.finish();
      over.countDown();
    }
  }

  private void closeAll() {
    try (OutputStream in = process.getOutputStream();
        InputStream out = process.getInputStream();
        InputStream err = process.getErrorStream()) {
      LOG.trace("Closing {}, {} and {}", in, out, err);
    } catch (IOException e) {
      LOG.debug("A pipe of a build was already broken", e);
    }
  }
}
