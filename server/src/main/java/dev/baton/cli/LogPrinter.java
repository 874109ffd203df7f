package dev.baton.cli;

import dev.baton.model.build.Build;
import dev.baton.port.LogStore;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Hands on what is new in the logs of builds, each line once. */
final class LogPrinter {

  private static final int BATCH = 2000;

  private final Deck deck;
  private final Map<String, Long> offsets = new HashMap<>();

  LogPrinter(Deck deck) {
    this.deck = deck;
  }

  /** Everything that a reader can see by now. */
  void drain(Build build, BiConsumer<Build, LogStore.Line> to) {
    while (true) {
      long offset = offsets.getOrDefault(build.id(), 0L);
      LogStore.Batch batch = deck.reading().log(build.logGroup(), build.uuid(), offset, BATCH);
      batch.lines().forEach(line -> to.accept(build, line));
      offsets.put(build.id(), batch.next());
      if (batch.lines().isEmpty() || batch.next() == offset) {
        return;
      }
    }
  }
}
