package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.model.build.Build;
import dev.baton.model.build.BuildRequest;
import dev.baton.model.build.BuildStatus;
import dev.baton.model.build.BuildSummary;
import dev.baton.model.build.CachePlace;
import dev.baton.model.build.LogPlace;
import dev.baton.port.BuildStore;
import dev.baton.port.BuildStore.Listed;
import dev.baton.port.BuildStore.Order;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What every {@link BuildStore} must do. */
public abstract class BuildStoreContract {

  /** The store under test, the same at each call, empty at first. */
  protected abstract BuildStore store();

  @Test
  void aBuildIsFoundAsItWasAdded() {
    Build build = build("hello", "u-1", BuildStatus.IN_PROGRESS);
    store().add(build);

    assertThat(store().find("hello:u-1")).contains(build);
    assertThat(store().find("hello:u-2")).isEmpty();
  }

  @Test
  void aBuildIsAddedOnce() {
    store().add(build("hello", "u-1", BuildStatus.IN_PROGRESS));

    assertThatThrownBy(() -> store().add(build("hello", "u-1", BuildStatus.FAILED)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store().find("hello:u-1").orElseThrow().status()).isEqualTo(BuildStatus.IN_PROGRESS);
  }

  @Test
  void savingWhatWasNeverAddedIsAMistake() {
    assertThatThrownBy(() -> store().save(build("hello", "u-1", BuildStatus.FAILED)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSavedBuildIsFoundAsItStands() {
    store().add(build("hello", "u-1", BuildStatus.IN_PROGRESS));

    store().save(build("hello", "u-1", BuildStatus.SUCCEEDED));

    assertThat(store().find("hello:u-1").orElseThrow().status()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(store().unfinished()).isEmpty();
  }

  @Test
  void aLaterSaveIsNotOvertaken() {
    store().add(build("hello", "u-1", BuildStatus.IN_PROGRESS));
    for (int i = 0; i < 50; i++) {
      store().saveSoon(build("hello", "u-1", BuildStatus.IN_PROGRESS));
    }

    store().save(build("hello", "u-1", BuildStatus.STOPPED));

    assertThat(store().find("hello:u-1").orElseThrow().status()).isEqualTo(BuildStatus.STOPPED);
  }

  @Test
  void numbersCountByProject() {
    assertThat(next("a")).isEqualTo(1);
    assertThat(next("a")).isEqualTo(2);
    assertThat(next("b")).isEqualTo(1);
    assertThat(store().nextNumber("999999999999", Samples.REGION, "a")).isEqualTo(1);
  }

  @Test
  void noNumberIsGivenTwice() throws Exception {
    Set<Long> numbers = new HashSet<>();
    List<Callable<Long>> calls = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      calls.add(() -> next("a"));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var number : threads.invokeAll(calls)) {
        numbers.add(number.get());
      }
    }

    assertThat(numbers).hasSize(40).contains(1L, 40L);
  }

  private long next(String project) {
    return store().nextNumber(Samples.ACCOUNT, Samples.REGION, project);
  }

  @Test
  void buildsAreListedNewestFirstAndPageByPage() {
    store().add(build("a", "u-1", BuildStatus.SUCCEEDED));
    store().add(build("b", "u-2", BuildStatus.SUCCEEDED));
    store().add(build("a", "u-3", BuildStatus.SUCCEEDED));

    List<Listed> first = list(Optional.empty(), Long.MAX_VALUE, 2);
    List<Listed> second = list(Optional.empty(), first.getLast().sequence(), 2);

    assertThat(first).extracting(listed -> listed.summary().id()).containsExactly("a:u-3", "b:u-2");
    assertThat(second).extracting(listed -> listed.summary().id()).containsExactly("a:u-1");
    assertThat(list(Optional.of("a"), Long.MAX_VALUE, 10))
        .extracting(listed -> listed.summary().id())
        .containsExactly("a:u-3", "a:u-1");
    assertThat(
            store()
                .list(
                    "999999999999",
                    Samples.REGION,
                    Optional.empty(),
                    Order.NEWEST_FIRST,
                    Long.MAX_VALUE,
                    9))
        .isEmpty();
  }

  @Test
  void buildsAreListedOldestFirstToo() {
    store().add(build("a", "u-1", BuildStatus.SUCCEEDED));
    store().add(build("b", "u-2", BuildStatus.SUCCEEDED));
    store().add(build("a", "u-3", BuildStatus.SUCCEEDED));

    List<Listed> first = oldest(Optional.empty(), Order.OLDEST_FIRST.begin(), 2);
    List<Listed> second = oldest(Optional.empty(), first.getLast().sequence(), 2);

    assertThat(first).extracting(listed -> listed.summary().id()).containsExactly("a:u-1", "b:u-2");
    assertThat(second).extracting(listed -> listed.summary().id()).containsExactly("a:u-3");
    assertThat(oldest(Optional.of("a"), Order.OLDEST_FIRST.begin(), 9))
        .extracting(listed -> listed.summary().id())
        .containsExactly("a:u-1", "a:u-3");
  }

  private List<Listed> oldest(Optional<String> project, long from, int limit) {
    return store().list(Samples.ACCOUNT, Samples.REGION, project, Order.OLDEST_FIRST, from, limit);
  }

  @Test
  void aListSaysWhatTheBuildSays() {
    Build begun = Samples.build("a", "u-1", 7, BuildStatus.IN_PROGRESS, Optional.of("action"));
    Build over = Samples.build("a", "u-1", 7, BuildStatus.FAILED, Optional.of("action"));
    store().add(begun);
    assertThat(onlyListed()).isEqualTo(BuildSummary.of(begun));

    store().save(over);

    assertThat(onlyListed()).isEqualTo(BuildSummary.of(over));
  }

  private BuildSummary onlyListed() {
    List<Listed> all = list(Optional.empty(), Long.MAX_VALUE, 9);
    assertThat(all).hasSize(1);
    return all.getFirst().summary();
  }

  @Test
  void severalBuildsAreFoundInTheOrderOfTheirIds() {
    store().add(build("a", "u-1", BuildStatus.SUCCEEDED));
    store().add(build("b", "u-2", BuildStatus.SUCCEEDED));

    assertThat(store().find(List.of("b:u-2", "c:u-3", "a:u-1")))
        .extracting(Build::id)
        .containsExactly("b:u-2", "a:u-1");
  }

  @Test
  void aCompleteBuildIsDeletedOnce() {
    store().add(build("a", "u-1", BuildStatus.SUCCEEDED));

    assertThat(store().delete("a:u-1")).isTrue();

    assertThat(store().find("a:u-1")).isEmpty();
    assertThat(list(Optional.empty(), Long.MAX_VALUE, 9)).isEmpty();
    assertThat(store().delete("a:u-1")).isFalse();
  }

  @Test
  void theGroupsOfLogsAreListedByNameAndPageByPage() {
    store().add(build("c", "u-1", BuildStatus.SUCCEEDED));
    store().add(build("a", "u-2", BuildStatus.SUCCEEDED));
    store().add(build("b", "u-3", BuildStatus.SUCCEEDED));
    store().add(build("a", "u-4", BuildStatus.SUCCEEDED));

    assertThat(store().logGroups(Samples.ACCOUNT, Samples.REGION, "", 2))
        .containsExactly("/aws/codebuild/a", "/aws/codebuild/b");
    assertThat(store().logGroups(Samples.ACCOUNT, Samples.REGION, "/aws/codebuild/b", 2))
        .containsExactly("/aws/codebuild/c");
    assertThat(store().logGroups("999999999999", Samples.REGION, "", 2)).isEmpty();
  }

  @Test
  void aBuildsLogIsFoundWhereTheBuildShowsIt() {
    store().add(build("a", "u-1", BuildStatus.SUCCEEDED));
    store().add(shown("a", "u-2", new LogPlace(false, "team", "ci")));
    store().add(shown("b", "u-3", new LogPlace(false, "team", "")));
    store().add(shown("a", "u-4", new LogPlace(true, "team", "")));

    assertThat(store().logGroups(Samples.ACCOUNT, Samples.REGION, "", 9))
        .containsExactly("/aws/codebuild/a", "team");
    List<BuildStore.Logged> team = logged("team", Long.MIN_VALUE);
    assertThat(team).extracting(BuildStore.Logged::stream).containsExactly("ci/u-2", "u-3");
    assertThat(team)
        .extracting(found -> found.listed().summary().id())
        .containsExactly("a:u-2", "b:u-3");
    assertThat(logged("team", team.getFirst().listed().sequence())).containsExactly(team.getLast());
    assertThat(logged("/aws/codebuild/a", Long.MIN_VALUE))
        .extracting(BuildStore.Logged::stream)
        .containsExactly("u-1");
    assertThat(stream("team", "ci/u-2")).contains(team.getFirst());
    assertThat(stream("team", "u-4")).isEmpty();
    assertThat(stream("/aws/codebuild/a", "u-2")).isEmpty();
  }

  private List<BuildStore.Logged> logged(String group, long from) {
    return store().logged(Samples.ACCOUNT, Samples.REGION, group, from, 9);
  }

  private Optional<BuildStore.Logged> stream(String group, String name) {
    return store().logged(Samples.ACCOUNT, Samples.REGION, new LogPlace.Stream(group, name));
  }

  private static Build shown(String project, String uuid, LogPlace place) {
    var policy =
        new BuildRequest.Policy(
            0, Optional.empty(), false, CachePlace.NONE, BuildRequest.Declared.USUAL, place);
    Build build = build(project, uuid, BuildStatus.SUCCEEDED);
    BuildRequest request = build.request();
    return new Build(
        build.id(),
        build.account(),
        build.region(),
        build.project(),
        build.number(),
        new BuildRequest(
            request.source(),
            request.secondarySources(),
            request.buildspec(),
            request.environment(),
            request.timeoutSeconds(),
            request.queuedTimeoutSeconds(),
            request.initiator(),
            request.requester(),
            request.parentAction(),
            request.artifactsType(),
            request.outputs(),
            request.serviceRole(),
            request.image(),
            request.rerunInterrupted(),
            request.ignoredSettings(),
            request.projectDocument(),
            policy),
        build.status(),
        build.startedAt(),
        build.endedAt(),
        build.phases(),
        build.resolvedSourceVersion(),
        build.exported(),
        build.artifacts(),
        build.process(),
        build.cause(),
        build.autoRetry());
  }

  @Test
  void aBuildThatGoesOnIsNotDeleted() {
    store().add(build("a", "u-1", BuildStatus.IN_PROGRESS));

    assertThat(store().delete("a:u-1")).isFalse();
    assertThat(store().find("a:u-1")).isPresent();
  }

  private List<Listed> list(Optional<String> project, long before, int limit) {
    return store()
        .list(Samples.ACCOUNT, Samples.REGION, project, Order.NEWEST_FIRST, before, limit);
  }

  @Test
  void aPrefixOfIdOrUuidFindsTwoAtTheMost() {
    store().add(build("a", "u-11", BuildStatus.SUCCEEDED));
    store().add(build("b", "u-12", BuildStatus.SUCCEEDED));
    store().add(build("b", "u-13", BuildStatus.SUCCEEDED));

    assertThat(prefix("u-12")).containsExactly("b:u-12");
    assertThat(prefix("a:")).containsExactly("a:u-11");
    assertThat(prefix("u-1")).hasSize(2);
    assertThat(prefix("%")).isEmpty();
  }

  private List<String> prefix(String prefix) {
    return store().byPrefix(Samples.ACCOUNT, Samples.REGION, prefix).stream()
        .map(Build::id)
        .toList();
  }

  @Test
  void theBuildsOfAnActionComeOldestFirst() {
    store().add(Samples.build("a", "u-1", 1, BuildStatus.FAULT, Optional.of("action")));
    store().add(Samples.build("a", "u-2", 2, BuildStatus.SUCCEEDED, Optional.of("action")));
    store().add(Samples.build("a", "u-3", 3, BuildStatus.SUCCEEDED, Optional.of("other")));

    assertThat(store().ofAction("action")).extracting(Build::uuid).containsExactly("u-1", "u-2");
  }

  @Test
  void unfinishedBuildsAreThoseInProgress() {
    store().add(build("a", "u-1", BuildStatus.IN_PROGRESS));
    store().add(build("a", "u-2", BuildStatus.SUCCEEDED));

    assertThat(store().unfinished()).extracting(Build::uuid).containsExactly("u-1");
  }

  private static Build build(String project, String uuid, BuildStatus status) {
    return Samples.build(project, uuid, 1, status, Optional.empty());
  }
}
