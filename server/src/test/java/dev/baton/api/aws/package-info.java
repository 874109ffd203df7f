/** Tests of {@code dev.baton.api.aws}. */
@NullMarked
package dev.baton.api.aws;

import org.jspecify.annotations.NullMarked;
