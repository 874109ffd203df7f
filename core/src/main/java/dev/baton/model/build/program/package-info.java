/**
 * A build recipe as one POSIX shell program: its text, and the words it speaks on its control
 * channel.
 *
 * <p>May import: {@code model.build}.
 */
@NullMarked
package dev.baton.model.build.program;

import org.jspecify.annotations.NullMarked;
