package dev.baton.testkit;

import dev.baton.model.job.Job;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.port.JobStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jobs in memory. */
public final class InMemoryJobStore implements JobStore {

  private final Map<String, Job> jobs = new LinkedHashMap<>();

  @Override
  public synchronized Job open(Job job, Instant forgetBefore) {
    jobs.values().removeIf(j -> j.status().isOver() && j.deadline().isBefore(forgetBefore));
    Optional<Job> there =
        latest(job.actionExecutionId()).filter(before -> !before.status().isOver());
    if (there.isEmpty()) {
      jobs.put(job.id(), job);
    }
    return there.orElse(job);
  }

  @Override
  public synchronized Optional<Job> get(String account, String region, String id) {
    return Optional.ofNullable(jobs.get(id))
        .filter(j -> j.pipeline().account().equals(account))
        .filter(j -> j.pipeline().region().equals(region));
  }

  @Override
  public synchronized Optional<Job> first(String actionExecutionId) {
    return jobs.values().stream()
        .filter(j -> j.actionExecutionId().equals(actionExecutionId))
        .findFirst();
  }

  @Override
  public synchronized Optional<Job> latest(String actionExecutionId) {
    return jobs.values().stream()
        .filter(j -> j.actionExecutionId().equals(actionExecutionId))
        .reduce((_, later) -> later);
  }

  @Override
  public synchronized List<Job> toBeHad(
      String account,
      String region,
      ActionTypeId type,
      Map<String, String> query,
      Instant now,
      int limit) {
    return jobs.values().stream()
        .filter(j -> get(account, region, j.id()).isPresent())
        .filter(j -> j.type().equals(type) && j.isToBeHad(now))
        .filter(j -> query.isEmpty() || j.queryable().equals(query))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized boolean replace(Job job) {
    Job before = jobs.get(job.id());
    if (before == null || before.revision() != job.revision() - 1) {
      return false;
    }
    jobs.put(job.id(), job);
    return true;
  }

  @Override
  public synchronized List<Job> undelivered() {
    return jobs.values().stream().filter(j -> j.result().isPresent() && !j.delivered()).toList();
  }
}
