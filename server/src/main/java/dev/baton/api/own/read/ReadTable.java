package dev.baton.api.own.read;

import dev.baton.api.aws.codepipeline.Veil;
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
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.DefinitionReader;
import dev.baton.port.LogStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What can be read of a server, by name: {@link RemoteReading} asks for nothing else. Secret
 * configuration values never leave it.
 */
public final class ReadTable {

  private final String account;
  private final String region;
  private final Reading reading;
  private final DefinitionReader definitions;
  private final Veil veil;
  private final Answers answers = new Answers();

  public ReadTable(String account, String region, Reading reading, DefinitionReader definitions) {
    this.account = account;
    this.region = region;
    this.reading = reading;
    this.definitions = definitions;
    this.veil = new Veil(reading);
  }

  /** Name to what answers it with a JSON document. */
  public Map<String, Function<Query, String>> rows() {
    Map<String, Function<Query, String>> rows = new LinkedHashMap<>();
    rows.put("place", _ -> answer(new Place(account, region)));
    pipelines(rows);
    executions(rows);
    builds(rows);
    rows.put("custom-types", _ -> answer(new CustomTypes(reading.customTypes())));
    rows.put(
        "log",
        q ->
            answer(
                LogStore.Batch.class,
                reading.log(
                    q.text("group"), q.text("stream"), q.number("offset"), q.count("limit"))));
    rows.put(
        "artifact",
        q ->
            answer(
                new Digests(
                    reading
                        .artifact(new ArtifactLocation(q.text("bucket"), q.text("key")))
                        .map(Digest::hex)
                        .stream()
                        .toList())));
    return rows;
  }

  private void pipelines(Map<String, Function<Query, String>> rows) {
    rows.put(
        "pipeline",
        q ->
            answer(
                new Pipelines(reading.pipeline(q.text("name")).map(veil::over).stream().toList())));
    rows.put(
        "version",
        q ->
            answer(
                new Pipelines(
                    reading.version(key(q), q.count("version")).map(veil::over).stream()
                        .toList())));
    rows.put(
        "pipelines",
        q ->
            answer(
                new Pipelines(
                    reading.pipelines(q.count("limit"), q.text("after")).stream()
                        .map(veil::over)
                        .toList())));
    rows.put(
        "unit", q -> answer(new Units(reading.unit(key(q)).map(this::veiled).stream().toList())));
    rows.put(
        "project", q -> answer(new Projects(reading.project(q.text("name")).stream().toList())));
    rows.put(
        "projects", q -> answer(new Projects(reading.projects(q.count("limit"), q.text("after")))));
  }

  private void executions(Map<String, Function<Query, String>> rows) {
    rows.put(
        "execution",
        q -> answer(veiled(reading.execution(key(q), q.text("id")).stream().toList())));
    rows.put(
        "executions-by-prefix", q -> answer(veiled(reading.executionsByPrefix(q.text("prefix")))));
    rows.put(
        "executions",
        q -> answer(new Summaries(reading.executions(q.optional("pipeline"), q.count("limit")))));
    rows.put("unfinished-executions", _ -> answer(veiled(reading.unfinishedExecutions())));
  }

  private void builds(Map<String, Function<Query, String>> rows) {
    rows.put("build", q -> answer(new Builds(reading.build(q.text("id")).stream().toList())));
    rows.put("builds", q -> answer(new Builds(reading.builds(q.all("id")))));
    rows.put("builds-by-prefix", q -> answer(new Builds(reading.buildsByPrefix(q.text("prefix")))));
    rows.put("builds-of", q -> answer(new Builds(reading.buildsOf(q.text("action")))));
    rows.put("unfinished-builds", _ -> answer(new Builds(reading.unfinishedBuilds())));
    rows.put(
        "build-list",
        q ->
            answer(
                new BuildList(
                    reading.buildList(
                        q.optional("project"), q.number("before"), q.count("limit")))));
  }

  private PipelineKey key(Query query) {
    return new PipelineKey(account, region, query.text("pipeline"));
  }

  private Executions veiled(List<ExecutionState> executions) {
    return new Executions(executions.stream().map(this::veiled).toList());
  }

  private ExecutionState veiled(ExecutionState execution) {
    return reading
        .version(execution.pipeline(), execution.version())
        .map(stored -> veil.over(execution, definitions.read(stored)))
        .orElseGet(() -> execution.showing(List.of()));
  }

  private PipelineState veiled(PipelineState unit) {
    Map<String, ExecutionState> executions = new LinkedHashMap<>(unit.executions());
    executions.replaceAll((_, execution) -> veiled(execution));
    return new PipelineState(
        unit.key(), unit.currentVersion(), unit.gates(), executions, unit.lastRevisions());
  }

  @SuppressWarnings("unchecked")
  private <T extends Record> String answer(T value) {
    return answer((Class<T>) value.getClass(), value);
  }

  private <T> String answer(Class<T> type, T value) {
    return answers.form(type).write(value);
  }
}
