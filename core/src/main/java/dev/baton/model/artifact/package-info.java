/**
 * Artifacts by name, place and digest.
 *
 * <p>May import: nothing of Baton.
 */
@NullMarked
package dev.baton.model.artifact;

import org.jspecify.annotations.NullMarked;
