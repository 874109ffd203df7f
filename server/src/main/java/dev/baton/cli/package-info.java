/**
 * The command line: one file for each command or family of commands. What they need of the data
 * directory is given to them as a {@link dev.baton.cli.Deck}.
 *
 * <p>May import: {@code model}, {@code port}, {@code usecase}, {@code format}, {@code http}, {@code
 * api}; picocli and jackson-core. No shape of the AWS SDK.
 */
@NullMarked
package dev.baton.cli;

import org.jspecify.annotations.NullMarked;
