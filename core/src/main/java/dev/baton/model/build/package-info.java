/**
 * A build, its phases and its recipe; the buildspec as types.
 *
 * <p>May import: {@code model.document}, {@code model.artifact}.
 */
@NullMarked
package dev.baton.model.build;

import org.jspecify.annotations.NullMarked;
