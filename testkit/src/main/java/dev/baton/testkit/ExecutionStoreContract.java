package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.ActionStatus;
import dev.baton.model.execution.Effect;
import dev.baton.model.execution.Event;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.ExecutionStatus;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ExecutionStore;
import dev.baton.port.ExecutionStore.Commit;
import dev.baton.port.ExecutionStore.Listed;
import dev.baton.port.ExecutionStore.ListedAction;
import dev.baton.port.ExecutionStore.Loaded;
import dev.baton.port.ExecutionStore.NewVersion;
import dev.baton.port.ExecutionStore.Work;
import dev.baton.port.PipelineStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link ExecutionStore}, and the {@link PipelineStore} over the same data, must do. */
public abstract class ExecutionStoreContract {

  protected static final PipelineKey KEY = Samples.pipeline("shop");

  /** The store under test, empty at first. */
  protected abstract ExecutionStore store();

  /** The pipelines of {@link #store()}. */
  protected abstract PipelineStore pipelines();

  @Test
  void anUnknownPipelineLoadsAsNothing() {
    assertThat(store().load(KEY)).isEmpty();
    assertThat(store().executions(KEY, Long.MAX_VALUE, 10)).isEmpty();
    assertThat(store().actions(KEY, Long.MAX_VALUE, 10)).isEmpty();
    assertThat(store().byClientToken(KEY, "t")).isEmpty();
    assertThat(store().execution(KEY, "e")).isEmpty();
    assertThat(pipelines().current(KEY)).isEmpty();
  }

  @Test
  void aCreatedPipelineIsThereWithItsDocumentAsItCame() {
    create(KEY);

    assertThat(store().load(KEY)).contains(new Loaded(Samples.unit(KEY), 1));
    assertThat(pipelines().current(KEY))
        .contains(
            new PipelineStore.Stored(
                KEY, 1, "{\"name\" : \"shop\"}", Samples.AT, Samples.AT, Map.of("Source", "/src")));
  }

  @Test
  void creatingWhatIsThereIsRefused() {
    create(KEY);

    assertThat(store().commit(creation(KEY))).isEmpty();
  }

  @Test
  void creatingWithoutADefinitionIsAMistake() {
    Commit commit = change(0, Samples.unit(KEY)).build();

    assertThatThrownBy(() -> store().commit(commit)).isInstanceOf(IllegalArgumentException.class);
    assertThat(store().load(KEY)).isEmpty();
  }

  @Test
  void aLoadGivesUnfinishedExecutionsAlone() {
    long version = create(KEY);
    ExecutionState running = Samples.execution(KEY, "e-1", ExecutionStatus.IN_PROGRESS);
    ExecutionState over = Samples.execution(KEY, "e-2", ExecutionStatus.SUCCEEDED);

    commit(change(version, Samples.unit(KEY, running, over)).touching("e-1", "e-2"));

    PipelineState loaded = store().load(KEY).orElseThrow().state();
    assertThat(loaded.executions()).containsExactly(Map.entry("e-1", running));
    assertThat(loaded.lastRevisions()).containsEntry("Source", "0123abc");
    assertThat(store().execution(KEY, "e-2")).contains(over);
    assertThat(store().unfinished()).containsExactly(KEY);
  }

  @Test
  void anExecutionIsFoundUnderItsOwnPipelineOnly() {
    long version = create(KEY);
    start(version, "e-1");

    assertThat(store().execution(Samples.pipeline("other"), "e-1")).isEmpty();
  }

  @Test
  void aPipelineWhoseExecutionsHaveEndedIsNotUnfinished() {
    long version = start(create(KEY), "e-1");

    end(version, "e-1");

    assertThat(store().unfinished()).isEmpty();
    assertThat(store().load(KEY).orElseThrow().state().executions()).isEmpty();
  }

  @Test
  void anExecutionThatMovesAgainIsUnfinishedAgain() {
    long version = end(start(create(KEY), "e-1"), "e-1");

    start(version, "e-1");

    assertThat(store().unfinished()).containsExactly(KEY);
    assertThat(store().executions(KEY, Long.MAX_VALUE, 10)).hasSize(1);
  }

  @Test
  void aCommitOnAnOldRowVersionChangesNothing() {
    long version = create(KEY);
    long newer = start(version, "e-1");
    ExecutionState late = Samples.execution(KEY, "e-2", ExecutionStatus.IN_PROGRESS);
    Commit stale =
        change(version, Samples.unit(KEY, late))
            .touching("e-2")
            .events(Samples.started(late))
            .work(work("w-late"))
            .tokens(Map.of("late", "e-2"))
            .build();

    assertThat(store().commit(stale)).isEmpty();

    assertThat(store().load(KEY).orElseThrow().rowVersion()).isEqualTo(newer);
    assertThat(store().execution(KEY, "e-2")).isEmpty();
    assertThat(store().byClientToken(KEY, "late")).isEmpty();
    assertThat(store().takeOver(1)).isEmpty();
  }

  @Test
  void aCommitThatCannotBeWrittenChangesNothing() {
    long version = create(KEY);
    ExecutionState state = Samples.execution(KEY, "e-1", ExecutionStatus.IN_PROGRESS);
    Commit wrong =
        change(version, Samples.unit(KEY, state))
            .touching("e-1")
            .events(Samples.started("e-1", Samples.action("nowhere", ActionStatus.IN_PROGRESS)))
            .build();

    assertThatThrownBy(() -> store().commit(wrong)).isInstanceOf(IllegalArgumentException.class);

    assertThat(store().execution(KEY, "e-1")).isEmpty();
    assertThat(store().load(KEY).orElseThrow().rowVersion()).isEqualTo(version);
  }

  @Test
  void ofManyThatCommitOnOneRowVersionOneGoesThrough() throws Exception {
    long version = create(KEY);
    List<Callable<Optional<Long>>> rivals = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      ExecutionState state = Samples.execution(KEY, "e-" + i, ExecutionStatus.IN_PROGRESS);
      Commit commit = change(version, Samples.unit(KEY, state)).touching("e-" + i).build();
      rivals.add(() -> store().commit(commit));
    }

    List<Optional<Long>> answers = together(rivals);

    assertThat(answers.stream().filter(Optional::isPresent)).hasSize(1);
    assertThat(store().executions(KEY, Long.MAX_VALUE, 100)).hasSize(1);
  }

  @Test
  void pipelinesDoNotHinderEachOther() throws Exception {
    List<Callable<Optional<Long>>> writers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      PipelineKey key = Samples.pipeline("p" + i);
      writers.add(() -> store().commit(creation(key)));
    }

    assertThat(together(writers)).allMatch(Optional::isPresent);
    assertThat(pipelines().list(Samples.ACCOUNT, Samples.REGION, 100, "")).hasSize(16);
  }

  @Test
  void aClientTokenNamesTheExecutionThatItStarted() {
    long version = create(KEY);
    ExecutionState state = Samples.execution(KEY, "e-1", ExecutionStatus.IN_PROGRESS);
    commit(
        change(version, Samples.unit(KEY, state)).touching("e-1").tokens(Map.of("again", "e-1")));

    assertThat(store().byClientToken(KEY, "again")).contains("e-1");
    assertThat(store().byClientToken(KEY, "other")).isEmpty();
    assertThat(store().byClientToken(Samples.pipeline("other"), "again")).isEmpty();
  }

  @Test
  void aClientTokenIsGoodForOneExecutionOfItsPipeline() {
    long version = create(KEY);
    long next = commit(change(version, Samples.unit(KEY)).tokens(Map.of("again", "e-1")));

    assertThat(
            store().commit(change(next, Samples.unit(KEY)).tokens(Map.of("again", "e-2")).build()))
        .isEmpty();
    assertThat(store().byClientToken(KEY, "again")).contains("e-1");
  }

  @Test
  void executionsAreListedNewestFirstAndPageByPage() {
    long version = create(KEY);
    for (int i = 1; i <= 5; i++) {
      version = start(version, "e-" + i);
    }

    List<Listed> first = store().executions(KEY, Long.MAX_VALUE, 2);
    List<Listed> second = store().executions(KEY, first.getLast().sequence(), 2);

    assertThat(first).extracting(listed -> listed.summary().id()).containsExactly("e-5", "e-4");
    assertThat(second).extracting(listed -> listed.summary().id()).containsExactly("e-3", "e-2");
  }

  @Test
  void theExecutionsOfAnAccountAreThoseOfItsPipelines() {
    start(create(KEY), "e-1");
    PipelineKey other = Samples.pipeline("other");
    create(other);
    startIn(other, 1, "e-2");
    PipelineKey foreign = new PipelineKey("999999999999", Samples.REGION, "shop");
    create(foreign);
    startIn(foreign, 1, "e-3");

    assertThat(store().executions(Samples.ACCOUNT, Samples.REGION, Long.MAX_VALUE, 10))
        .extracting(listed -> listed.summary().id())
        .containsExactly("e-2", "e-1");
  }

  @Test
  void aPrefixFindsTwoExecutionsAtTheMost() {
    long version = create(KEY);
    for (String id : List.of("ab1", "ab2", "ab3", "ac1")) {
      version = start(version, id);
    }

    assertThat(prefix("ac")).containsExactly("ac1");
    assertThat(prefix("ab")).hasSize(2);
    assertThat(prefix("b")).isEmpty();
    assertThat(prefix("a%")).isEmpty();
    assertThat(store().byPrefix("999999999999", Samples.REGION, "ac")).isEmpty();
  }

  private List<String> prefix(String prefix) {
    return store().byPrefix(Samples.ACCOUNT, Samples.REGION, prefix).stream()
        .map(ExecutionState::id)
        .toList();
  }

  @Test
  void anActionIsListedOnceAndAsItStands() {
    long version = create(KEY);
    ActionRun begun = Samples.action("a-1", ActionStatus.IN_PROGRESS);
    ExecutionState before = Samples.execution(KEY, "e-1", ExecutionStatus.IN_PROGRESS, begun);
    version =
        commit(
            change(version, Samples.unit(KEY, before))
                .touching("e-1")
                .events(Samples.started("e-1", begun)));
    ActionRun over = Samples.action("a-1", ActionStatus.FAILED);
    ActionRun next = Samples.action("a-2", ActionStatus.IN_PROGRESS);
    ExecutionState after = Samples.execution(KEY, "e-1", ExecutionStatus.IN_PROGRESS, over, next);

    commit(
        change(version, Samples.unit(KEY, after))
            .touching("e-1")
            .events(Samples.finished("e-1", over), Samples.started("e-1", next)));

    List<ListedAction> listed = store().actions(KEY, Long.MAX_VALUE, 10);
    assertThat(listed).extracting(ListedAction::run).containsExactly(next, over);
    assertThat(listed).extracting(ListedAction::executionId).containsOnly("e-1");
    assertThat(listed).extracting(ListedAction::version).containsOnly(1);
    assertThat(store().actions(KEY, listed.getFirst().sequence(), 10))
        .extracting(ListedAction::run)
        .containsExactly(over);
  }

  @Test
  void aRuleIsListed() {
    long version = create(KEY);
    ExecutionState state = Samples.execution(KEY, "e-1", ExecutionStatus.IN_PROGRESS);
    commit(
        change(version, Samples.unit(KEY, state))
            .touching("e-1")
            .events(new Event.RuleStarted(Samples.AT, "e-1", state.rules().getFirst())));

    assertThat(store().rules(KEY, Long.MAX_VALUE, 10))
        .extracting(ExecutionStore.ListedRule::run)
        .containsExactly(state.rules().getFirst());
  }

  @Test
  void workStaysUntilItIsDone() {
    long version = create(KEY);
    version = commit(change(version, Samples.unit(KEY)).work(work("w-1"), work("w-2")));

    assertThat(store().takeOver(1)).containsExactly(work("w-1"), work("w-2"));

    commit(change(version, Samples.unit(KEY)).done("w-1"));
    assertThat(store().takeOver(2)).containsExactly(work("w-2"));
  }

  @Test
  void laterWorkOfTheSameIdTakesThePlaceOfTheEarlier() {
    long version = create(KEY);
    version = commit(change(version, Samples.unit(KEY)).work(work("timer")));
    store().begun("timer");
    Work later =
        new Work(
            "timer",
            KEY,
            new Effect.SetTimer("timer", Samples.AT.plusSeconds(60)),
            Samples.AT.plusSeconds(60),
            false);

    commit(change(version, Samples.unit(KEY)).done("timer").work(later));

    assertThat(store().takeOver(1)).containsExactly(later);
  }

  @Test
  void begunWorkIsKnownAsBegun() {
    long version = create(KEY);
    commit(change(version, Samples.unit(KEY)).work(work("w-1")));

    assertThat(store().begun("w-1")).isTrue();
    assertThat(store().begun("gone")).isFalse();

    assertThat(store().takeOver(1)).extracting(Work::begun).containsExactly(true);
  }

  @Test
  void aNewVersionBecomesCurrentAndTheOldOneStays() {
    long version = create(KEY);
    PipelineState second = new PipelineState(KEY, 2, Samples.unit(KEY).gates(), Map.of(), Map.of());
    commit(change(version, second).version(new NewVersion(2, "{\"v\":2}", Map.of())));

    assertThat(pipelines().current(KEY).orElseThrow().document()).isEqualTo("{\"v\":2}");
    assertThat(pipelines().current(KEY).orElseThrow().version()).isEqualTo(2);
    assertThat(pipelines().version(KEY, 1).orElseThrow().version()).isEqualTo(1);
    assertThat(pipelines().version(KEY, 3)).isEmpty();
  }

  @Test
  void sourcesAreRememberedWithoutANewVersion() {
    create(KEY);

    pipelines().rememberSources(KEY, Map.of("Source", "/elsewhere"));

    PipelineStore.Stored stored = pipelines().current(KEY).orElseThrow();
    assertThat(stored.sources()).containsExactly(Map.entry("Source", "/elsewhere"));
    assertThat(stored.version()).isEqualTo(1);
  }

  @Test
  void pipelinesAreListedByNameAndPageByPage() {
    for (String name : List.of("c", "a", "b")) {
      create(Samples.pipeline(name));
    }
    create(new PipelineKey("999999999999", Samples.REGION, "d"));

    assertThat(names(2, "")).containsExactly("a", "b");
    assertThat(names(2, "b")).containsExactly("c");
  }

  private List<String> names(int limit, String after) {
    return pipelines().list(Samples.ACCOUNT, Samples.REGION, limit, after).stream()
        .map(stored -> stored.key().name())
        .toList();
  }

  @Test
  void aDeletedPipelineIsGoneAndItsHistoryReadable() {
    long version = end(start(create(KEY), "e-1"), "e-1");
    commit(change(version, Samples.unit(KEY)).work(work("w-1")));

    assertThat(store().delete(KEY, Samples.AT)).isTrue();
    assertThat(store().delete(KEY, Samples.AT)).isFalse();

    assertThat(store().load(KEY)).isEmpty();
    assertThat(pipelines().current(KEY)).isEmpty();
    assertThat(names(10, "")).isEmpty();
    assertThat(store().takeOver(1)).isEmpty();
    assertThat(store().execution(KEY, "e-1")).isPresent();
    assertThat(pipelines().version(KEY, 1)).isPresent();
  }

  @Test
  void aDeletedPipelineLoadsUntilItsLastExecutionHasEnded() {
    long version = start(create(KEY), "e-1");
    store().delete(KEY, Samples.AT);

    assertThat(store().commit(change(version, Samples.unit(KEY)).build())).isEmpty();
    assertThat(store().unfinished()).containsExactly(KEY);
    assertThat(store().commit(creation(KEY))).isEmpty();

    Loaded loaded = store().load(KEY).orElseThrow();
    assertThat(loaded.state().executions()).containsOnlyKeys("e-1");
    end(loaded.rowVersion(), "e-1");

    assertThat(store().load(KEY)).isEmpty();
    assertThat(store().unfinished()).isEmpty();
  }

  @Test
  void aNameThatIsMadeAgainBeginsANewLife() {
    long version = end(start(create(KEY), "e-1"), "e-1");
    commit(change(version, Samples.unit(KEY)).tokens(Map.of("again", "e-1")));
    store().delete(KEY, Samples.AT);

    long second = store().commit(creation(KEY)).orElseThrow();

    assertThat(second).isGreaterThan(version);
    assertThat(store().executions(KEY, Long.MAX_VALUE, 10)).isEmpty();
    assertThat(store().byClientToken(KEY, "again")).isEmpty();
    assertThat(pipelines().current(KEY).orElseThrow().version()).isEqualTo(1);
    assertThat(store().execution(KEY, "e-1")).isPresent();
  }

  @Test
  void hostileNamesAreJustNames() {
    PipelineKey hostile = Samples.pipeline("x'; drop table pipelines; --/%_\u0000\uD83D\uDE80");
    create(hostile);
    startIn(hostile, 1, "'; delete from executions; --");

    assertThat(store().load(hostile).orElseThrow().state().executions()).hasSize(1);
    assertThat(store().unfinished()).containsExactly(hostile);
  }

  private static Commit creation(PipelineKey key) {
    return change(0, Samples.unit(key))
        .version(new NewVersion(1, "{\"name\" : \"shop\"}", Map.of("Source", "/src")))
        .build();
  }

  private long create(PipelineKey key) {
    return store().commit(creation(key)).orElseThrow();
  }

  private long start(long version, String id) {
    return startIn(KEY, version, id);
  }

  private long startIn(PipelineKey key, long version, String id) {
    ExecutionState state = Samples.execution(key, id, ExecutionStatus.IN_PROGRESS);
    return commit(
        change(version, Samples.unit(key, state)).touching(id).events(Samples.started(state)));
  }

  private long end(long version, String id) {
    ExecutionState state = Samples.execution(KEY, id, ExecutionStatus.SUCCEEDED);
    return commit(change(version, Samples.unit(KEY, state)).touching(id));
  }

  private long commit(CommitDraft change) {
    return store().commit(change.build()).orElseThrow();
  }

  private static Work work(String id) {
    return new Work(id, KEY, new Effect.RunAction("e-1", id, Samples.AT), Samples.AT, false);
  }

  private static <T> List<T> together(List<Callable<T>> calls) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> answers = new ArrayList<>();
      for (Future<T> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }

  private static CommitDraft change(long version, PipelineState state) {
    return new CommitDraft(version, state);
  }
}
