/**
 * Parameter Store's operations.
 *
 * <p>May import: {@code api.aws}, {@code port}, {@code model}, the SDK's shapes of SSM.
 */
@NullMarked
package dev.baton.api.aws.ssm;

import org.jspecify.annotations.NullMarked;
