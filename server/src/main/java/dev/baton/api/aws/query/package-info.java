/**
 * AWS's query protocol: a form comes in, XML goes out. STS speaks it, and IAM.
 *
 * <p>May import: {@code model}, {@code port}, {@code http}, {@code api.aws}, the AWS SDK's shapes.
 */
@NullMarked
package dev.baton.api.aws.query;

import org.jspecify.annotations.NullMarked;
