package dev.baton.adapter.runner;

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
  private static final Duration LAST_OUTPUT = Duration.ofSeconds(10);

  private static final long READER_STACK = 256 << 10;

  private final Process process;
  private final Containment.Held held;
  private final Signals signals;
  private final String token;
  private final Delivery delivery;
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicBoolean gone = new AtomicBoolean();
  private final AtomicBoolean stopping = new AtomicBoolean();

  RunningProgram(
      Process process,
      Containment.Held held,
      Signals signals,
      String token,
      BuildRunner.Listener listener) {
    this.process = process;
    this.held = held;
    this.signals = signals;
    this.token = token;
    this.delivery = new Delivery(token, listener, held::end);
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
    return held.root();
  }

  @Override
  public void go() {
    if (!gone.compareAndSet(false, true)) {
      throw new IllegalStateException("The build was already told to go");
    }
    String line = ProgramProtocol.go(token, held.scope());
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
    held.end();
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
      held.end();
    }
  }

  /** Tells whoever was not told before; false when nobody but the supervisor is left. */
  private boolean askToEnd(Set<Long> told) {
    held.supervisor().filter(told::add).ifPresent(pid -> signals.send(pid, Signals.TERM));
    List<Long> members = held.members();
    members.stream().filter(told::add).forEach(pid -> signals.send(pid, Signals.TERM));
    return !members.isEmpty();
  }

  private void keep(Thread log, Thread events) {
    try {
      process.waitFor();
      held.end();
      boolean heard = log.join(LAST_OUTPUT);
      if (!events.join(LAST_OUTPUT) || !heard) {
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
