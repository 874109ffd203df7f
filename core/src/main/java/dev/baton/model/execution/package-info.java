/**
 * The pipeline state machine: pure. {@code (state, command or fact, now) -> (events, effects)}.
 *
 * <p>May import: {@code model.document}, {@code model.pipeline}, {@code model.artifact}.
 */
@NullMarked
package dev.baton.model.execution;

import org.jspecify.annotations.NullMarked;
