package dev.baton.cli;

import dev.baton.model.build.Build;
import dev.baton.model.execution.ExecutionState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Goes on with unfinished executions and builds until only people can move them. */
final class Resting {

  private final Session session;
  private final Deck deck;

  Resting(Session session) {
    this.session = session;
    this.deck = session.deck();
  }

  /** The unfinished executions of this account. */
  List<ExecutionState> unfinished() {
    return deck.reading().unfinishedExecutions();
  }

  /** Follows the executions of one pipeline. */
  void untilAllRest(String pipeline) {
    for (ExecutionState execution : unfinished()) {
      if (execution.pipeline().name().equals(pipeline)) {
        Verbs.moved(session, execution, false);
      }
    }
  }

  /**
   * Follows everything, also what begins meanwhile (rollbacks, started pipelines), and returns the
   * executions in the order in which they came to rest.
   */
  List<ExecutionState> untilEverythingRests() {
    List<ExecutionState> rested = new ArrayList<>();
    Set<String> ended = new HashSet<>();
    unfinished().forEach(execution -> ended.addAll(Verbs.ended(execution)));
    try (View view = Verbs.views(session, ended)) {
      Following following = new Following(session, view, ended);
      Optional<ExecutionState> next = moving(following);
      while (next.isPresent()) {
        ExecutionState execution = next.get();
        following.execution(execution.pipeline(), execution.id(), Following.Until.RESTS, false);
        next = moving(following);
      }
    }
    return rested;
  }

  private Optional<ExecutionState> moving(Following following) {
    return unfinished().stream()
        .filter(e -> following.waiting().forPerson(e, following.unit(e.pipeline())).isEmpty())
        .findFirst();
  }

  /** Follows builds of their own. */
  List<Build> builds(List<Build> unfinished) {
    Following following = new Following(session, View.SILENT);
    return unfinished.stream().map(build -> following.build(build.id(), false)).toList();
  }
}
