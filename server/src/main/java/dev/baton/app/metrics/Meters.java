package dev.baton.app.metrics;

import dev.baton.model.build.BuildStatus;
import dev.baton.model.execution.ActionStatus;
import dev.baton.model.execution.ExecutionStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** What an owner's engine and its database count. Cheap enough to count always. */
public final class Meters {

  private final LongAdder executionsStarted = new LongAdder();
  private final LongAdder buildsStarted = new LongAdder();

  private final Counters executionsEnded =
      new Counters(
          "baton_executions_ended_total",
          "Pipeline executions that came to rest, by status.",
          "status",
          Arrays.stream(ExecutionStatus.values())
              .filter(ExecutionStatus::isTerminal)
              .map(ExecutionStatus::awsName)
              .toList());

  private final Counters buildsEnded =
      new Counters(
          "baton_builds_ended_total",
          "Builds that ended, by status.",
          "status",
          Arrays.stream(BuildStatus.values())
              .filter(status -> status != BuildStatus.IN_PROGRESS)
              .map(Enum::name)
              .toList());

  private final Counters actionsEnded =
      new Counters(
          "baton_actions_ended_total",
          "Action executions that ended, by status.",
          "status",
          Arrays.stream(ActionStatus.values())
              .filter(status -> status != ActionStatus.IN_PROGRESS)
              .map(ActionStatus::awsName)
              .toList());

  private final Histogram actionSeconds =
      new Histogram(
          "baton_action_duration_seconds",
          "From an action execution's start to its end, waits for people included.",
          0.01,
          0.1,
          0.5,
          1,
          5,
          15,
          60,
          300,
          900,
          3600,
          86_400);

  private final Histogram buildSeconds =
      new Histogram(
          "baton_build_duration_seconds",
          "From a build's start to its end.",
          0.1,
          0.5,
          1,
          5,
          15,
          60,
          300,
          900,
          3600,
          28_800);

  private final Histogram commitSeconds =
      new Histogram(
          "baton_database_commit_seconds",
          "How long a transaction took until it was durable.",
          0.0005,
          0.001,
          0.0025,
          0.005,
          0.01,
          0.025,
          0.1,
          0.5,
          1);

  private final Histogram commitChanges =
      new Histogram(
          "baton_database_commit_changes",
          "How many changes one transaction made durable.",
          1,
          2,
          4,
          8,
          16,
          32,
          64,
          128,
          256);

  void executionStarted() {
    executionsStarted.increment();
  }

  void executionEnded(ExecutionStatus status) {
    executionsEnded.count(status.awsName());
  }

  void actionEnded(ActionStatus status, Duration took) {
    actionsEnded.count(status.awsName());
    actionSeconds.observe(seconds(took));
  }

  void buildStarted() {
    buildsStarted.increment();
  }

  void buildEnded(BuildStatus status, Duration took) {
    buildsEnded.count(status.name());
    buildSeconds.observe(seconds(took));
  }

  /** A transaction became durable. */
  public void committed(int changes, long nanos) {
    commitChanges.observe(changes);
    commitSeconds.observe(nanos / 1e9);
  }

  private static double seconds(Duration took) {
    return Math.max(0, took.toNanos() / 1e9);
  }

  void write(Exposition to) {
    to.single(
        "baton_executions_started_total",
        "counter",
        "Pipeline executions that were started.",
        executionsStarted.sum());
    to.single(
        "baton_builds_started_total",
        "counter",
        "Builds that were recorded; they may wait in the queue.",
        buildsStarted.sum());
    List.of(executionsEnded, buildsEnded, actionsEnded).forEach(counters -> counters.write(to));
    List.of(actionSeconds, buildSeconds, commitSeconds, commitChanges)
        .forEach(histogram -> histogram.write(to));
  }
}
