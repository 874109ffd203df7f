/**
 * Who may ask: principals, and the keys by which they show themselves.
 *
 * <p>May import: nothing of Baton.
 */
@NullMarked
package dev.baton.model.access;

import org.jspecify.annotations.NullMarked;
