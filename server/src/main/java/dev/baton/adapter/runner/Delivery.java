package dev.baton.adapter.runner;

import dev.baton.port.BuildRunner;
import dev.baton.port.PortException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings output and events to the listener in the order in which they came: the events wait until
 * the log has reached their marks. Bounded: whoever is too fast waits in its pipe.
 */
final class Delivery implements MarkedLog.Sink {

  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  private static final int WAITING_EVENTS = 16;

  /** An event is written before its mark: it is there, or its channel was broken. */
  private static final long EVENT_SECONDS = 5;

  private final BuildRunner.Listener listener;
  private final Runnable end;
  private final BlockingQueue<EventDecoder.Event> events = new ArrayBlockingQueue<>(WAITING_EVENTS);
  private final EventDecoder decoder;
  private final MarkedLog log;
  private Optional<RuntimeException> failure = Optional.empty();
  private volatile boolean logEnded;

  Delivery(String token, BuildRunner.Listener listener, Runnable end) {
    this.listener = listener;
    this.end = end;
    this.decoder = new EventDecoder(token, this::enqueue);
    this.log = new MarkedLog(token, this);
  }

  /** Reads the control channel to its end. */
  void readEvents(InputStream from) {
    byte[] buffer = new byte[8_192];
    try {
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        decoder.read(buffer, n);
      }
    } catch (IOException e) {
      LOG.debug("The control channel of a build was closed", e);
    }
  }

  /** Reads the log to its end, and brings the events along. */
  void readLog(InputStream from) {
    try {
      log.read(from);
    } catch (IOException e) {
      LOG.debug("The log of a build was closed", e);
    } finally {
      logEnded = true;
    }
  }

  /** Brings what is left, after both channels ended. */
  synchronized void finish() {
    for (var event = events.poll(); event != null; event = events.poll()) {
      bring(event);
    }
  }

  /** Throws what the listener threw. */
  synchronized void rethrow() {
    if (failure.isPresent()) {
      throw new PortException("The build was ended, for its log was refused", false, failure.get());
    }
  }

  @Override
  public synchronized void output(byte[] bytes, int offset, int length) {
    if (failure.isEmpty()) {
      guarded(() -> listener.output(bytes, offset, length));
    }
  }

  @Override
  public void mark() {
    try {
      EventDecoder.Event event = events.poll(EVENT_SECONDS, TimeUnit.SECONDS);
      if (event != null) {
        bring(event);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void bring(EventDecoder.Event event) {
    if (failure.isPresent()) {
      return;
    }
    switch (event) {
      case EventDecoder.Event.Heard heard -> guarded(() -> listener.event(heard.event()));
      case EventDecoder.Event.Finished finished -> LOG.trace("{}", finished);
      case EventDecoder.Event.TooLong tooLong -> guarded(() -> complain(tooLong));
    }
  }

  private void complain(EventDecoder.Event.TooLong tooLong) {
    byte[] line =
        "%s is longer than %d bytes and was left out%n"
            .formatted(tooLong.name(), EventDecoder.LONGEST_FIELD)
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    listener.output(line, 0, line.length);
  }

  private void guarded(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      failure = Optional.of(e);
      end.run();
    }
  }

  private void enqueue(EventDecoder.Event event) {
    try {
      while (!events.offer(event, 100, TimeUnit.MILLISECONDS)) {
        if (logEnded) {
          finish();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
