/** Tests of {@code dev.baton.api.aws.codebuild}. */
@NullMarked
package dev.baton.api.aws.codebuild;

import org.jspecify.annotations.NullMarked;
