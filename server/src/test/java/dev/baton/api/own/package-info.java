/** Tests of {@code dev.baton.api.own}. */
@NullMarked
package dev.baton.api.own;

import org.jspecify.annotations.NullMarked;
