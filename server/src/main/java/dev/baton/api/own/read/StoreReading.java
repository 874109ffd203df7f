package dev.baton.api.own.read;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.artifact.Digest;
import dev.baton.model.build.Build;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.ExecutionSummary;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ArtifactCatalogue;
import dev.baton.port.BuildStore;
import dev.baton.port.CustomTypeStore;
import dev.baton.port.ExecutionStore;
import dev.baton.port.LogStore;
import dev.baton.port.PipelineStore;
import dev.baton.port.ProjectStore;
import dev.baton.port.RememberedTypes;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the stores. Each is opened when it is first asked for. */
public final class StoreReading implements Reading {

  /** Where it reads. */
  public interface Stores {

    ExecutionStore executions();

    PipelineStore pipelines();

    CustomTypeStore customTypes();

    BuildStore builds();

    ProjectStore projects();

    LogStore logs();

    ArtifactCatalogue catalogue();
  }

  private final String account;
  private final String region;
  private final Supplier<? extends Stores> stores;

  /**
   * Reading of one account and region.
   *
   * @param stores asked anew for each read: an owner's stores may replace a reader's
   */
  public StoreReading(String account, String region, Supplier<? extends Stores> stores) {
    this.account = account;
    this.region = region;
    this.stores = stores;
  }

  private Stores stores() {
    return stores.get();
  }

  private PipelineKey here(String pipeline) {
    return new PipelineKey(account, region, pipeline);
  }

  private static int bounded(int limit) {
    return Math.clamp(limit, 1, MOST);
  }

  @Override
  public Optional<ExecutionState> execution(PipelineKey pipeline, String id) {
    return stores().executions().execution(here(pipeline.name()), id);
  }

  @Override
  public List<ExecutionState> executionsByPrefix(String prefix) {
    return stores().executions().byPrefix(account, region, prefix);
  }

  @Override
  public List<ExecutionSummary> executions(Optional<String> pipeline, int limit) {
    ExecutionStore executions = stores().executions();
    List<ExecutionStore.Listed> found =
        pipeline
            .map(name -> executions.executions(here(name), Long.MAX_VALUE, bounded(limit)))
            .orElseGet(
                () -> executions.executions(account, region, Long.MAX_VALUE, bounded(limit)));
    return found.stream().map(ExecutionStore.Listed::summary).toList();
  }

  @Override
  public List<ExecutionState> unfinishedExecutions() {
    return stores().executions().unfinished().stream()
        .filter(key -> key.equals(here(key.name())))
        .flatMap(key -> unit(key).stream())
        .flatMap(unit -> unit.executions().values().stream())
        .filter(execution -> !execution.status().isTerminal())
        .toList();
  }

  @Override
  public Optional<PipelineState> unit(PipelineKey pipeline) {
    return stores().executions().load(here(pipeline.name())).map(ExecutionStore.Loaded::state);
  }

  @Override
  public Optional<PipelineStore.Stored> pipeline(String name) {
    return stores().pipelines().current(here(name));
  }

  @Override
  public Optional<PipelineStore.Stored> version(PipelineKey pipeline, int version) {
    return stores().pipelines().version(here(pipeline.name()), version);
  }

  @Override
  public List<PipelineStore.Stored> pipelines(int limit, String after) {
    return stores().pipelines().list(account, region, bounded(limit), after);
  }

  @Override
  public Optional<CustomTypeStore.CustomType> remembered(
      String ofAccount, String ofRegion, ActionTypeId id) {
    RememberedTypes types = stores().customTypes();
    return types.remembered(account, region, id);
  }

  @Override
  public List<CustomTypeStore.CustomType> customTypes() {
    return stores().customTypes().list(account, region);
  }

  @Override
  public Optional<Build> build(String id) {
    return stores().builds().find(id);
  }

  @Override
  public List<Build> builds(List<String> ids) {
    return stores().builds().find(ids);
  }

  @Override
  public List<Build> buildsByPrefix(String prefix) {
    return stores().builds().byPrefix(account, region, prefix);
  }

  @Override
  public List<Build> buildsOf(String actionExecutionId) {
    return stores().builds().ofAction(actionExecutionId);
  }

  @Override
  public List<Build> unfinishedBuilds() {
    return stores().builds().unfinished();
  }

  @Override
  public List<BuildStore.Listed> buildList(Optional<String> project, long before, int limit) {
    return stores()
        .builds()
        .list(account, region, project, BuildStore.Order.NEWEST_FIRST, before, bounded(limit));
  }

  @Override
  public Optional<ProjectStore.Stored> project(String name) {
    return stores().projects().find(account, region, name);
  }

  @Override
  public List<ProjectStore.Stored> projects(int limit, String after) {
    return stores().projects().list(account, region, bounded(limit), after);
  }

  @Override
  public LogStore.Batch log(String group, String stream, long offset, int limit) {
    return stores().logs().read(group, stream, offset, bounded(limit));
  }

  @Override
  public Optional<Digest> artifact(ArtifactLocation location) {
    return stores().catalogue().latest(location).map(ArtifactCatalogue.Entry::digest);
  }
}
