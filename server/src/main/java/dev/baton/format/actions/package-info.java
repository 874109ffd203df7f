/**
 * The action and rule types that AWS has: what a definition may name although nothing here runs it.
 *
 * <p>May import: {@code model.pipeline}.
 */
@NullMarked
package dev.baton.format.actions;

import org.jspecify.annotations.NullMarked;
