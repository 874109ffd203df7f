/**
 * The model's records as JSON text: one form for the database and for what a server tells its
 * clients.
 *
 * <p>May import: {@code model}, {@code port}, {@code format}, jackson-core.
 */
@NullMarked
package dev.baton.format.stored;

import org.jspecify.annotations.NullMarked;
