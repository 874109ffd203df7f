package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.execution.ActionOutcome.External;
import dev.baton.model.job.Job;
import dev.baton.model.job.JobResult;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.port.JobStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link JobStore} must do. */
public abstract class JobStoreContract {

  private static final Instant AT = Samples.AT;
  private static final ActionTypeId TYPE = new ActionTypeId("Build", "Custom", "Oven", "1");
  private static final JobResult RESULT =
      new JobResult(
          true,
          new External("17", "done", "https://oven.example/17"),
          "",
          "",
          Map.of("Loaves", "3"),
          Optional.of("token"),
          List.of(new JobResult.Revision("r", "c", "s")));

  /** The store under test, the same at each call, empty at first. */
  protected abstract JobStore store();

  private static Job job(String id, String action, String oven) {
    return Job.queued(
        id,
        Samples.pipeline("shop"),
        "execution",
        action,
        TYPE,
        Map.of("Oven", oven),
        Optional.of("before"),
        AT,
        AT.plus(Duration.ofDays(1)));
  }

  private Job opened(String id, String action, String oven) {
    return store().open(job(id, action, oven), Instant.EPOCH);
  }

  private List<Job> toBeHad(Map<String, String> query, Instant now) {
    return store().toBeHad(Samples.ACCOUNT, Samples.REGION, TYPE, query, now, 10);
  }

  @Test
  void aJobIsReadAsItWasPut() {
    Job job = opened("j", "a", "big");
    assertThat(store().get(Samples.ACCOUNT, Samples.REGION, "j")).contains(job);
    assertThat(store().get("999999999999", Samples.REGION, "j")).isEmpty();
    assertThat(store().get(Samples.ACCOUNT, "elsewhere", "j")).isEmpty();
    assertThat(store().get(Samples.ACCOUNT, Samples.REGION, "k")).isEmpty();
  }

  @Test
  void anActionHasOneOpenJob() {
    Job first = opened("j", "a", "big");
    assertThat(opened("k", "a", "big")).isEqualTo(first);
    store().replace(first.ended(AT));
    assertThat(opened("l", "a", "big").id()).isEqualTo("l");
    assertThat(store().latest("a").map(Job::id)).contains("l");
    assertThat(store().latest("b")).isEmpty();
  }

  @Test
  void waitingJobsComeOldestFirst() {
    opened("j", "a", "big");
    opened("k", "b", "small");
    opened("l", "c", "big");
    assertThat(toBeHad(Map.of(), AT)).extracting(Job::id).containsExactly("j", "k", "l");
    assertThat(toBeHad(Map.of("Oven", "big"), AT)).extracting(Job::id).containsExactly("j", "l");
    assertThat(toBeHad(Map.of("Oven", "none"), AT)).isEmpty();
    assertThat(
            store()
                .toBeHad(
                    Samples.ACCOUNT,
                    Samples.REGION,
                    new ActionTypeId("Build", "Custom", "Oven", "2"),
                    Map.of(),
                    AT,
                    10))
        .isEmpty();
  }

  @Test
  void aJobThatNobodyAcknowledgesWaitsAgain() {
    store().replace(opened("j", "a", "big").dispatched("n", AT));
    assertThat(toBeHad(Map.of(), AT)).isEmpty();
    assertThat(toBeHad(Map.of(), AT.plus(Job.ACKNOWLEDGE_WITHIN))).hasSize(1);
  }

  @Test
  void ofTwoChangesOneIsMade() {
    Job job = opened("j", "a", "big");
    assertThat(store().replace(job.dispatched("one", AT))).isTrue();
    assertThat(store().replace(job.dispatched("two", AT))).isFalse();
    assertThat(store().latest("a").map(Job::nonce)).contains("one");
  }

  @Test
  void aResultIsUndeliveredUntilItIsTold() {
    Job taken = opened("j", "a", "big").dispatched("n", AT);
    store().replace(taken);
    Job answered = taken.answered(RESULT, AT);
    assertThat(store().undelivered()).isEmpty();
    store().replace(answered);
    assertThat(store().undelivered()).containsExactly(answered);
    store().replace(answered.told());
    assertThat(store().undelivered()).isEmpty();
    assertThat(store().latest("a").flatMap(Job::result)).contains(RESULT);
  }

  @Test
  void oldJobsThatAreOverAreForgotten() {
    store().replace(opened("j", "a", "big").ended(AT));
    opened("k", "b", "big");
    store().open(job("l", "c", "big"), AT.plus(Duration.ofDays(2)));
    assertThat(store().latest("a")).isEmpty();
    assertThat(store().latest("b")).isPresent();
  }
}
