/**
 * Carries one build through its phases: source, shell, artifacts; what it may cost, how it is
 * stopped, what it leaves.
 *
 * <p>May import: {@code model}, {@code port}.
 */
@NullMarked
package dev.baton.engine.build;

import org.jspecify.annotations.NullMarked;
