/**
 * The record of who changed what.
 *
 * <p>May import: nothing of Baton.
 */
@NullMarked
package dev.baton.model.audit;

import org.jspecify.annotations.NullMarked;
