/**
 * Pipeline definitions (codepipeline.md section 3): a tree to {@code PipelineDefinition}, with
 * every problem at once, in AWS's words where they are known.
 *
 * <p>May import: {@code model.pipeline}, {@code model.document}, {@code port}, {@code
 * format.document}, {@code format.actions}, {@code format.stored}.
 */
@NullMarked
package dev.baton.format.pipeline;

import org.jspecify.annotations.NullMarked;
