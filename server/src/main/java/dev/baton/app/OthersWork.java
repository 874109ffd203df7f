package dev.baton.app;

import dev.baton.cli.Deck;
import dev.baton.cli.Interrupts;
import dev.baton.cli.Waiting;
import dev.baton.model.build.Build;
import dev.baton.model.execution.ExecutionState;
import dev.baton.port.PipelineStore;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What other processes asked this owner for without waiting for it themselves: it goes on with that
 * until it rests. What a process waits for, that process goes on with.
 */
final class OthersWork {

  private static final long LOOK_AGAIN_NANOS = 25_000_000;

  private final Deck deck;
  private final OwnedEngine engine;
  private final Interrupts interrupts;
  private final Waiting waiting;

  OthersWork(Deck deck, OwnedEngine engine, Interrupts interrupts) {
    this.deck = deck;
    this.engine = engine;
    this.interrupts = interrupts;
    this.waiting = new Waiting(execution -> deck.definitions().read(stored(execution)));
  }

  private PipelineStore.Stored stored(ExecutionState execution) {
    return deck.reading()
        .version(execution.pipeline(), execution.version())
        .orElseThrow(() -> new IllegalStateException("a definition is gone"));
  }

  /**
   * Waits until all of it rests, or somebody presses Ctrl-C.
   *
   * @param staying told once, when there is something to wait for
   */
  void finish(Runnable staying) {
    boolean told = false;
    while (!interrupts.requested() && engine.leftToUs().stream().anyMatch(this::goesOn)) {
      if (!told) {
        staying.run();
        told = true;
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  private boolean goesOn(String id) {
    if (id.contains(":")) {
      return deck.reading().build(id).filter(b -> !isOver(b)).isPresent();
    }
    List<ExecutionState> found = deck.reading().executionsByPrefix(id);
    return found.stream()
        .filter(e -> !e.status().isTerminal())
        .anyMatch(e -> waiting.forPerson(e, deck.reading().unit(e.pipeline())).isEmpty());
  }

  private static boolean isOver(Build build) {
    return build.isComplete();
  }
}
