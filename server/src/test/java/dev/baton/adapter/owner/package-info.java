/** Tests of {@code dev.baton.adapter.owner}. */
@NullMarked
package dev.baton.adapter.owner;

import org.jspecify.annotations.NullMarked;
