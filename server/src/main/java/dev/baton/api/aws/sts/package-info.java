/**
 * STS, as far as keys and builds need it.
 *
 * <p>May import: {@code model}, {@code usecase}, {@code api.aws}, the AWS SDK's shapes of STS.
 */
@NullMarked
package dev.baton.api.aws.sts;

import org.jspecify.annotations.NullMarked;
