package dev.baton.api.own.read;

import dev.baton.format.stored.StoredJson;
import dev.baton.model.build.Build;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.ExecutionSummary;
import dev.baton.model.execution.PipelineState;
import dev.baton.port.BuildStore;
import dev.baton.port.CustomTypeStore.CustomType;
import dev.baton.port.PipelineStore;
import dev.baton.port.ProjectStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a server answers when it is read: records in their stored form, which older and newer Batons
 * can read, too. What may not be there is a list of one or none. Safe for concurrent use.
 */
public final class Answers {

  private final Map<Class<?>, StoredJson<?>> forms = new ConcurrentHashMap<>();

  public record Executions(List<ExecutionState> executions) {}

  public record Summaries(List<ExecutionSummary> summaries) {}

  public record Units(List<PipelineState> units) {}

  public record Pipelines(List<PipelineStore.Stored> pipelines) {}

  public record CustomTypes(List<CustomType> types) {}

  public record Builds(List<Build> builds) {}

  public record BuildList(List<BuildStore.Listed> builds) {}

  public record Projects(List<ProjectStore.Stored> projects) {}

  public record Digests(List<String> digests) {}

  /** Whose resources are read. */
  public record Place(String account, String region) {}

  /** The form of an answer; made when it is first needed. */
  @SuppressWarnings("unchecked")
  <T> StoredJson<T> form(Class<T> type) {
    return (StoredJson<T>) forms.computeIfAbsent(type, StoredJson::of);
  }
}
