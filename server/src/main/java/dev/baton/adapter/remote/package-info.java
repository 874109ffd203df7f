/**
 * The way to a Baton server over HTTP, for the command line.
 *
 * <p>May import: {@code model}, {@code port}, {@code http}.
 */
@NullMarked
package dev.baton.adapter.remote;

import org.jspecify.annotations.NullMarked;
