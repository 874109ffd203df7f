/**
 * A definition as it was written: a tree that knows the line and column of each part, and the
 * problems found in it.
 *
 * <p>May import: nothing of Baton.
 */
@NullMarked
package dev.baton.model.document;

import org.jspecify.annotations.NullMarked;
