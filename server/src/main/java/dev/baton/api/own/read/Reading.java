package dev.baton.api.own.read;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.artifact.Digest;
import dev.baton.model.build.Build;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.ExecutionSummary;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.BuildStore;
import dev.baton.port.CustomTypeStore.CustomType;
import dev.baton.port.LogStore;
import dev.baton.port.PipelineStore;
import dev.baton.port.ProjectStore;
import dev.baton.port.RememberedTypes;
import java.util.List;
import java.util.Optional;

/**
 * What commands read of one account and region. Lists are bounded: a limit above {@link #MOST} is
 * taken for it.
 */
public interface Reading extends RememberedTypes {

  /** The longest list and the most lines of a log that are read at once. */
  int MOST = 2000;

  Optional<ExecutionState> execution(PipelineKey pipeline, String id);

  /** Two at the most: enough to know whether a prefix is unambiguous. */
  List<ExecutionState> executionsByPrefix(String prefix);

  /** Newest first; of one pipeline or of all. */
  List<ExecutionSummary> executions(Optional<String> pipeline, int limit);

  List<ExecutionState> unfinishedExecutions();

  /** A pipeline's stages and unfinished executions; empty once it is deleted. */
  Optional<PipelineState> unit(PipelineKey pipeline);

  /** The current definition. */
  Optional<PipelineStore.Stored> pipeline(String name);

  /** A version of a definition, also of a deleted pipeline. */
  Optional<PipelineStore.Stored> version(PipelineKey pipeline, int version);

  /** By name; {@code after} is the last name of the page before, empty for the first. */
  List<PipelineStore.Stored> pipelines(int limit, String after);

  /** The action types that clients have made, custom and partners'. */
  List<CustomType> customTypes();

  Optional<Build> build(String id);

  /** Those that are there, in the order asked for. */
  List<Build> builds(List<String> ids);

  /** Two at the most. */
  List<Build> buildsByPrefix(String prefix);

  /** The builds of an action execution, oldest first. */
  List<Build> buildsOf(String actionExecutionId);

  List<Build> unfinishedBuilds();

  /** Newest first; {@code before} is the last sequence of the page before. */
  List<BuildStore.Listed> buildList(Optional<String> project, long before, int limit);

  Optional<ProjectStore.Stored> project(String name);

  /** By name, as {@link #pipelines}. */
  List<ProjectStore.Stored> projects(int limit, String after);

  /** As {@link LogStore#read}. */
  LogStore.Batch log(String group, String stream, long offset, int limit);

  /** The digest of the newest version of an artifact. */
  Optional<Digest> artifact(ArtifactLocation location);
}
