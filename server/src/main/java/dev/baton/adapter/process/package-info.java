/**
 * The one door through which processes are started: argument arrays, a cleared environment, bounded
 * output, time limits, and the end of whole trees.
 *
 * <p>May import: {@code model}, {@code port}.
 */
@NullMarked
package dev.baton.adapter.process;

import org.jspecify.annotations.NullMarked;
