package dev.baton.model.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random pipelines, random orders of commands and facts: {@link Invariants} hold, all rests. */
class PipelineMachineProperties {

  private static final int HISTORIES = 1_500;
  private static final int LENGTH = 500;

  @Property(tries = 500)
  void theInvariantsHoldInEveryHistory(@ForAll("choices") List<Integer> choices) {
    new History(Choices.of(choices), TransitionObserver.NONE).live();
  }

  @Provide
  Arbitrary<List<Integer>> choices() {
    return Arbitraries.integers().between(0, 99_999).list().ofMinSize(60).ofMaxSize(400);
  }

  @Example
  void everyRowOfEveryTableIsVisited() {
    Set<String> unvisited = new LinkedHashSet<>();
    for (Table<?, ?> table : Tables.all()) {
      table.rows().forEach(r -> unvisited.add(name(table.name(), r.from(), r.on(), r.to())));
    }
    for (int seed = 0; seed < HISTORIES && !unvisited.isEmpty(); seed++) {
      Choices choices = Choices.of(seed, LENGTH);
      new History(choices, (table, from, on, to) -> unvisited.remove(name(table, from, on, to)))
          .live();
    }
    assertThat(unvisited).as("rows that no history visited").isEmpty();
  }

  private static String name(String table, Object from, Object on, Object to) {
    return table + ": " + from + " on " + on + " to " + to;
  }
}
