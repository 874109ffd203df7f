/** Tests of {@code dev.baton.app}. */
@NullMarked
package dev.baton.app;

import org.jspecify.annotations.NullMarked;
