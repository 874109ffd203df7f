/**
 * Work of custom actions that a job worker outside of Baton does.
 *
 * <p>May import: nothing but {@code model}.
 */
@NullMarked
package dev.baton.model.job;

import org.jspecify.annotations.NullMarked;
