/**
 * CodePipeline's operations: the model as AWS's shapes, requests as use cases.
 *
 * <p>May import: {@code api.aws}, {@code usecase}, {@code port}, {@code model}, {@code format}, the
 * SDK's shapes of CodePipeline.
 */
@NullMarked
package dev.baton.api.aws.codepipeline;

import org.jspecify.annotations.NullMarked;
