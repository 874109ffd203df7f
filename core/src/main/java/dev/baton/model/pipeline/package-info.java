/**
 * What a pipeline's owner declares: stages, actions, conditions, variables, triggers; and what is
 * wrong with a declaration.
 *
 * <p>May import: {@code model.document}.
 */
@NullMarked
package dev.baton.model.pipeline;

import org.jspecify.annotations.NullMarked;
