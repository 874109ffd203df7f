package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.ExecutionStatus;
import dev.baton.model.execution.ExecutionSummary;
import dev.baton.model.execution.StageStatus;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ExecutionStore;
import dev.baton.port.ExecutionStore.Listed;
import dev.baton.port.ExecutionStore.NewVersion;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the lists of every {@link ExecutionStore} must say. */
public abstract class ExecutionListsContract {

  private static final PipelineKey KEY = Samples.pipeline("shop");

  /** The store under test, empty at first. */
  protected abstract ExecutionStore store();

  @Test
  void aListSaysWhatTheExecutionSays() {
    ExecutionState plain = Samples.execution(KEY, "e-1", ExecutionStatus.SUCCEEDED);
    ExecutionState telling = Samples.telling(KEY, "e-2", ExecutionStatus.STOPPED);

    put(put(create(KEY), plain), telling);

    assertThat(summaries(KEY))
        .containsExactly(ExecutionSummary.of(telling), ExecutionSummary.of(plain));
    assertThat(store().executions(Samples.ACCOUNT, Samples.REGION, Long.MAX_VALUE, 9))
        .extracting(Listed::summary)
        .containsExactly(ExecutionSummary.of(telling), ExecutionSummary.of(plain));
  }

  @Test
  void aListSaysHowAnExecutionStandsNow() {
    ExecutionState over = Samples.execution(KEY, "e-1", ExecutionStatus.FAILED);
    long version = put(create(KEY), Samples.execution(KEY, "e-1", ExecutionStatus.IN_PROGRESS));

    put(version, over);

    assertThat(summaries(KEY)).containsExactly(ExecutionSummary.of(over));
  }

  private List<ExecutionSummary> summaries(PipelineKey key) {
    return store().executions(key, Long.MAX_VALUE, 9).stream().map(Listed::summary).toList();
  }

  @Test
  void theExecutionsInWhichAStageSucceededAreListedPageByPage() {
    long version = create(KEY);
    version = put(version, standing("e-1", StageStatus.SUCCEEDED));
    version = put(version, standing("e-2", StageStatus.FAILED));
    version = put(version, standing("e-3", StageStatus.SUCCEEDED));
    put(version, standing("e-4", StageStatus.SUCCEEDED));

    List<Listed> first = store().succeededIn(KEY, "Build", Long.MAX_VALUE, 2);
    List<Listed> second = store().succeededIn(KEY, "Build", first.getLast().sequence(), 2);

    assertThat(first).extracting(l -> l.summary().id()).containsExactly("e-4", "e-3");
    assertThat(second).extracting(l -> l.summary().id()).containsExactly("e-1");
    assertThat(store().succeededIn(KEY, "Deploy", Long.MAX_VALUE, 2)).isEmpty();
  }

  @Test
  void whatASucceededStageBecomesLaterCounts() {
    long version = put(create(KEY), standing("e-1", StageStatus.RUNNING));
    assertThat(succeeded()).isEmpty();

    version = put(version, standing("e-1", StageStatus.SUCCEEDED));
    assertThat(succeeded()).containsExactly("e-1");
    version = put(version, standing("e-1", StageStatus.SUCCEEDED));
    assertThat(succeeded()).containsExactly("e-1");

    put(version, standing("e-1", StageStatus.FAILED));
    assertThat(succeeded()).isEmpty();
  }

  @Test
  void aPipelineMadeAgainDoesNotListTheSuccessesOfItsEarlierLife() {
    put(create(KEY), standing("e-1", StageStatus.SUCCEEDED));
    store().delete(KEY, Samples.AT);
    assertThat(succeeded()).containsExactly("e-1");

    create(KEY);

    assertThat(succeeded()).isEmpty();
  }

  private List<String> succeeded() {
    return store().succeededIn(KEY, "Build", Long.MAX_VALUE, 9).stream()
        .map(listed -> listed.summary().id())
        .toList();
  }

  private static ExecutionState standing(String id, StageStatus stage) {
    return Samples.at(stage, Samples.execution(KEY, id, ExecutionStatus.SUCCEEDED));
  }

  private long create(PipelineKey key) {
    return commit(new CommitDraft(0, Samples.unit(key)).version(new NewVersion(1, "{}", Map.of())));
  }

  private long put(long version, ExecutionState state) {
    return commit(
        new CommitDraft(version, Samples.unit(state.pipeline(), state)).touching(state.id()));
  }

  private long commit(CommitDraft change) {
    return store().commit(change.build()).orElseThrow();
  }
}
