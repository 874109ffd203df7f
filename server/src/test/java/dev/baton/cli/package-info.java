/** Tests of {@code dev.baton.cli}. */
@NullMarked
package dev.baton.cli;

import org.jspecify.annotations.NullMarked;
