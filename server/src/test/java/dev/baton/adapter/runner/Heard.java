package dev.baton.adapter.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.model.build.PhaseType;
import dev.baton.port.BuildRunner;
import dev.baton.port.BuildRunner.ProgramEvent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a listener heard. */
class Heard implements BuildRunner.Listener {

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final List<ProgramEvent> events = new ArrayList<>();
  private final List<String> story = new ArrayList<>();
  private final Map<String, CountDownLatch> awaited = new HashMap<>();

  @Override
  public synchronized void output(byte[] bytes, int offset, int length) {
    output.write(bytes, offset, length);
    story.add("output");
    awaited.forEach((text, latch) -> release(text, latch));
  }

  @Override
  public synchronized void event(ProgramEvent event) {
    events.add(event);
    story.add(event.getClass().getSimpleName());
  }

  private void release(String text, CountDownLatch latch) {
    if (text().contains(text)) {
      latch.countDown();
    }
  }

  /** Waits until a text was heard. */
  void awaitText(String text) throws InterruptedException {
    CountDownLatch latch = new CountDownLatch(1);
    synchronized (this) {
      awaited.put(text, latch);
      release(text, latch);
    }
    if (!latch.await(30, TimeUnit.SECONDS)) {
      throw new AssertionError("'" + text + "' was never heard in: " + text());
    }
  }

  synchronized String text() {
    return output.toString(UTF_8);
  }

  synchronized List<String> lines() {
    return text().lines().toList();
  }

  synchronized List<ProgramEvent> events() {
    return List.copyOf(events);
  }

  /** Pieces of output and kinds of events in their order, runs of output as one. */
  synchronized List<String> story() {
    List<String> short_ = new ArrayList<>();
    for (String word : story) {
      if (!word.equals("output") || short_.isEmpty() || !short_.getLast().equals("output")) {
        short_.add(word);
      }
    }
    return short_;
  }

  /** Phases that ended, each with whether it succeeded. */
  Map<PhaseType, Boolean> phases() {
    Map<PhaseType, Boolean> phases = new HashMap<>();
    for (ProgramEvent event : events()) {
      if (event instanceof ProgramEvent.PhaseEnded ended) {
        phases.put(ended.phase(), ended.succeeded());
      }
    }
    return phases;
  }

  /** Exit statuses of the commands that ended, in order. */
  List<Integer> statuses() {
    return events().stream()
        .filter(ProgramEvent.CommandEnded.class::isInstance)
        .map(event -> ((ProgramEvent.CommandEnded) event).exitStatus())
        .toList();
  }

  Optional<String> exported(String name) {
    return events().stream()
        .filter(ProgramEvent.Exported.class::isInstance)
        .map(ProgramEvent.Exported.class::cast)
        .filter(exported -> exported.name().equals(name) && exported.set())
        .map(ProgramEvent.Exported::value)
        .findFirst();
  }

  Optional<String> expanded(String key) {
    return events().stream()
        .filter(ProgramEvent.Expanded.class::isInstance)
        .map(ProgramEvent.Expanded.class::cast)
        .filter(expanded -> expanded.key().equals(key))
        .map(ProgramEvent.Expanded::value)
        .findFirst();
  }

  Optional<String> cannotRun() {
    return events().stream()
        .filter(ProgramEvent.CannotRun.class::isInstance)
        .map(event -> ((ProgramEvent.CannotRun) event).why())
        .findFirst();
  }
}
