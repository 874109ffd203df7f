/**
 * Secrets Manager's operations.
 *
 * <p>May import: {@code api.aws}, {@code port}, {@code model}, the SDK's shapes of Secrets Manager.
 */
@NullMarked
package dev.baton.api.aws.secretsmanager;

import org.jspecify.annotations.NullMarked;
