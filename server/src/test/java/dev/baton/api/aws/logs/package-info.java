/** Tests of {@code dev.baton.api.aws.logs}. */
@NullMarked
package dev.baton.api.aws.logs;

import org.jspecify.annotations.NullMarked;
