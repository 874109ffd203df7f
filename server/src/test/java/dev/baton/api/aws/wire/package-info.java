/** Tests of {@code dev.baton.api.aws.wire}. */
@NullMarked
package dev.baton.api.aws.wire;

import org.jspecify.annotations.NullMarked;
