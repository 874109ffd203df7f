/**
 * AWS's operations in process: one dispatcher from operation to handler over the SDK's shapes. The
 * HTTP edge hands it bytes, the command line hands it shapes; both get the same answers.
 *
 * <p>May import: {@code api.aws.model}, {@code api.aws.wire}, {@code model}, the AWS SDK's shapes.
 * Handlers stand in a package for each service and import {@code usecase} and {@code port}.
 */
@NullMarked
package dev.baton.api.aws;

import org.jspecify.annotations.NullMarked;
