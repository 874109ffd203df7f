/** Tests of {@code dev.baton.api.aws.model}. */
@NullMarked
package dev.baton.api.aws.model;

import org.jspecify.annotations.NullMarked;
