/**
 * Baton's own operations beside AWS's, under {@code /_/}: what a terminal asks of the owner of a
 * data directory.
 *
 * <p>May import: {@code api.aws}, {@code usecase}, {@code port}, {@code model}, {@code http},
 * jackson-core.
 */
@NullMarked
package dev.baton.api.own;

import org.jspecify.annotations.NullMarked;
