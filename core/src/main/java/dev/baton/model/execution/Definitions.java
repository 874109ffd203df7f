package dev.baton.model.execution;

import dev.baton.model.pipeline.PipelineDefinition;

/** The versions of one pipeline's definition: an execution is pinned to the one it began with. */
@FunctionalInterface
public interface Definitions {

  /**
   * That version. The machine asks for the current one and for those of the executions it holds.
   */
  PipelineDefinition version(int version);
}
