package dev.baton.cli;

import dev.baton.model.build.Build;
import dev.baton.model.execution.ExecutionState;
import dev.baton.port.BuildStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From what a person types to the execution or build that is meant. */
final class Finder {

  private static final String NEWEST = "@";
  private static final int PAGE = 50;

  /** What an id can be of. */
  sealed interface Found {}

  record OfExecution(ExecutionState execution) implements Found {}

  record OfBuild(Build build) implements Found {}

  private final Deck deck;

  Finder(Deck deck) {
    this.deck = deck;
  }

  /** An execution or a build, by id, unambiguous prefix, or {@code @} for the newest. */
  Found find(String id) {
    if (id.equals(NEWEST)) {
      return newest();
    }
    List<Found> found = new ArrayList<>();
    executions(id).forEach(e -> found.add(new OfExecution(e)));
    builds(id).forEach(b -> found.add(new OfBuild(b)));
    return only(id, found);
  }

  /** An execution. */
  ExecutionState execution(String id) {
    if (id.equals(NEWEST)) {
      return newestExecution()
          .orElseThrow(() -> CommandFailure.refused("there is no execution yet"));
    }
    return only(id, executions(id));
  }

  private List<ExecutionState> executions(String prefix) {
    return prefix.isEmpty() ? List.of() : deck.reading().executionsByPrefix(prefix);
  }

  private List<Build> builds(String prefix) {
    return prefix.isEmpty() ? List.of() : deck.reading().buildsByPrefix(prefix);
  }

  private static <T> T only(String id, List<T> found) {
    if (found.isEmpty()) {
      throw CommandFailure.refused(
          "no execution or build has an id that begins with '"
              + id
              + "'; see baton executions, baton builds");
    }
    if (found.size() > 1) {
      throw CommandFailure.refused("'" + id + "' is the beginning of several ids; give more of it");
    }
    return found.getFirst();
  }

  private Found newest() {
    Optional<ExecutionState> execution = newestExecution();
    Optional<Build> build = newestOwnBuild();
    if (execution.isEmpty() && build.isEmpty()) {
      throw CommandFailure.refused("there is no execution and no build yet");
    }
    if (build.isEmpty()) {
      return new OfExecution(execution.orElseThrow());
    }
    boolean executionIsNewer =
        execution.filter(e -> e.startedAt().isAfter(build.get().startedAt())).isPresent();
    return executionIsNewer ? new OfExecution(execution.get()) : new OfBuild(build.get());
  }

  private Optional<ExecutionState> newestExecution() {
    return deck.reading().executions(Optional.empty(), 1).stream()
        .findFirst()
        .flatMap(found -> deck.reading().execution(found.pipeline(), found.id()));
  }

  /** The newest build that is not a part of an execution. */
  private Optional<Build> newestOwnBuild() {
    long before = Long.MAX_VALUE;
    while (true) {
      List<BuildStore.Listed> page = deck.reading().buildList(Optional.empty(), before, PAGE);
      Optional<Build> own =
          page.stream()
              .map(BuildStore.Listed::summary)
              .filter(build -> build.parentAction().isEmpty())
              .findFirst()
              .flatMap(build -> deck.reading().build(build.id()));
      if (own.isPresent() || page.size() < PAGE) {
        return own;
      }
      before = page.getLast().sequence();
    }
  }
}
