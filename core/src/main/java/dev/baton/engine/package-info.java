/**
 * Drives the machine: a command loop for each pipeline, recorded work and timers, recovery after a
 * kill.
 *
 * <p>May import: {@code model}, {@code port}.
 */
@NullMarked
package dev.baton.engine;

import org.jspecify.annotations.NullMarked;
