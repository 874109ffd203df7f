package dev.baton.api.own.read;

import dev.baton.api.own.read.Answers.BuildList;
import dev.baton.api.own.read.Answers.Builds;
import dev.baton.api.own.read.Answers.CustomTypes;
import dev.baton.api.own.read.Answers.Digests;
import dev.baton.api.own.read.Answers.Executions;
import dev.baton.api.own.read.Answers.Pipelines;
import dev.baton.api.own.read.Answers.Place;
import dev.baton.api.own.read.Answers.Projects;
import dev.baton.api.own.read.Answers.Summaries;
import dev.baton.api.own.read.Answers.Units;
import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.artifact.Digest;
import dev.baton.model.build.Build;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.ExecutionSummary;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.BuildStore;
import dev.baton.port.CustomTypeStore.CustomType;
import dev.baton.port.LogStore;
import dev.baton.port.PipelineStore;
import dev.baton.port.ProjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads of a server what {@link ReadTable} answers. */
public final class RemoteReading implements Reading {

  private final Getter server;
  private final Answers answers = new Answers();

  /** Gets a document of a server. */
  @FunctionalInterface
  public interface Getter {

    /**
     * The document.
     *
     * @param query raw
     */
    String get(String name, String query);
  }

  public RemoteReading(Getter server) {
    this.server = server;
  }

  /** Whose resources the server holds: its account and region. */
  public record Where(String account, String region) {}

  /** Whose resources the server holds. */
  public Where where() {
    Place place = ask(Place.class, "place");
    return new Where(place.account(), place.region());
  }

  private <T> T ask(Class<T> type, String name, String... namesAndValues) {
    return answers.form(type).read(server.get(name, Query.raw(namesAndValues)));
  }

  private static <T> Optional<T> first(List<T> found) {
    return found.stream().findFirst();
  }

  @Override
  public Optional<ExecutionState> execution(PipelineKey pipeline, String id) {
    return first(
        ask(Executions.class, "execution", "pipeline", pipeline.name(), "id", id).executions());
  }

  @Override
  public List<ExecutionState> executionsByPrefix(String prefix) {
    return ask(Executions.class, "executions-by-prefix", "prefix", prefix).executions();
  }

  @Override
  public List<ExecutionSummary> executions(Optional<String> pipeline, int limit) {
    String most = Integer.toString(limit);
    Summaries found =
        pipeline
            .map(name -> ask(Summaries.class, "executions", "limit", most, "pipeline", name))
            .orElseGet(() -> ask(Summaries.class, "executions", "limit", most));
    return found.summaries();
  }

  @Override
  public List<ExecutionState> unfinishedExecutions() {
    return ask(Executions.class, "unfinished-executions").executions();
  }

  @Override
  public Optional<PipelineState> unit(PipelineKey pipeline) {
    return first(ask(Units.class, "unit", "pipeline", pipeline.name()).units());
  }

  @Override
  public Optional<PipelineStore.Stored> pipeline(String name) {
    return first(ask(Pipelines.class, "pipeline", "name", name).pipelines());
  }

  @Override
  public Optional<PipelineStore.Stored> version(PipelineKey pipeline, int version) {
    return first(
        ask(
                Pipelines.class,
                "version",
                "pipeline",
                pipeline.name(),
                "version",
                Integer.toString(version))
            .pipelines());
  }

  @Override
  public List<PipelineStore.Stored> pipelines(int limit, String after) {
    return ask(Pipelines.class, "pipelines", "limit", Integer.toString(limit), "after", after)
        .pipelines();
  }

  /** Nothing: what a server says has its secrets taken out already. */
  @Override
  public Optional<CustomType> remembered(String account, String region, ActionTypeId id) {
    return Optional.empty();
  }

  @Override
  public List<CustomType> customTypes() {
    return ask(CustomTypes.class, "custom-types").types();
  }

  @Override
  public Optional<Build> build(String id) {
    return first(ask(Builds.class, "build", "id", id).builds());
  }

  @Override
  public List<Build> builds(List<String> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    List<String> query = new ArrayList<>();
    ids.forEach(id -> query.addAll(List.of("id", id)));
    return ask(Builds.class, "builds", query.toArray(String[]::new)).builds();
  }

  @Override
  public List<Build> buildsByPrefix(String prefix) {
    return ask(Builds.class, "builds-by-prefix", "prefix", prefix).builds();
  }

  @Override
  public List<Build> buildsOf(String actionExecutionId) {
    return ask(Builds.class, "builds-of", "action", actionExecutionId).builds();
  }

  @Override
  public List<Build> unfinishedBuilds() {
    return ask(Builds.class, "unfinished-builds").builds();
  }

  @Override
  public List<BuildStore.Listed> buildList(Optional<String> project, long before, int limit) {
    List<String> query =
        new ArrayList<>(List.of("before", Long.toString(before), "limit", Integer.toString(limit)));
    project.ifPresent(name -> query.addAll(List.of("project", name)));
    return ask(BuildList.class, "build-list", query.toArray(String[]::new)).builds();
  }

  @Override
  public Optional<ProjectStore.Stored> project(String name) {
    return first(ask(Projects.class, "project", "name", name).projects());
  }

  @Override
  public List<ProjectStore.Stored> projects(int limit, String after) {
    return ask(Projects.class, "projects", "limit", Integer.toString(limit), "after", after)
        .projects();
  }

  @Override
  public LogStore.Batch log(String group, String stream, long offset, int limit) {
    return ask(
        LogStore.Batch.class,
        "log",
        "group",
        group,
        "stream",
        stream,
        "offset",
        Long.toString(offset),
        "limit",
        Integer.toString(limit));
  }

  @Override
  public Optional<Digest> artifact(ArtifactLocation location) {
    return first(
            ask(Digests.class, "artifact", "bucket", location.bucket(), "key", location.key())
                .digests())
        .map(Digest::new);
  }
}
