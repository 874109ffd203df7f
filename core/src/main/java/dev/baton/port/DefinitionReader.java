package dev.baton.port;

import dev.baton.model.pipeline.PipelineDefinition;

/**
 * Reads a stored definition, which was accepted before: it has no problems. Pure; safe for
 * concurrent use.
 */
@FunctionalInterface
public interface DefinitionReader {

  PipelineDefinition read(PipelineStore.Stored stored);
}
