package dev.baton.testkit;

import dev.baton.model.execution.Event;
import dev.baton.model.execution.PipelineState;
import dev.baton.port.ExecutionStore.Commit;
import dev.baton.port.ExecutionStore.NewVersion;
import dev.baton.port.ExecutionStore.Work;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A commit of an execution store in the making. */
final class CommitDraft {
  private final long version;
  private final PipelineState state;
  private final Set<String> touched = new LinkedHashSet<>();
  private final List<Event> events = new ArrayList<>();
  private final List<Work> work = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private final Map<String, String> tokens = new LinkedHashMap<>();
  private Optional<NewVersion> newVersion = Optional.empty();

  CommitDraft(long version, PipelineState state) {
    this.version = version;
    this.state = state;
  }

  CommitDraft touching(String... ids) {
    touched.addAll(List.of(ids));
    return this;
  }

  CommitDraft events(Event... more) {
    events.addAll(List.of(more));
    return this;
  }

  CommitDraft work(Work... more) {
    work.addAll(List.of(more));
    return this;
  }

  CommitDraft done(String... ids) {
    done.addAll(List.of(ids));
    return this;
  }

  CommitDraft tokens(Map<String, String> more) {
    tokens.putAll(more);
    return this;
  }

  CommitDraft version(NewVersion version) {
    newVersion = Optional.of(version);
    return this;
  }

  Commit build() {
    return new Commit(
        state.key(),
        version,
        state,
        new HashSet<>(touched),
        List.copyOf(events),
        List.copyOf(work),
        List.copyOf(done),
        newVersion,
        Map.copyOf(tokens),
        Samples.AT);
  }
}
