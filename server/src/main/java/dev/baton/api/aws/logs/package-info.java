/**
 * CloudWatch Logs' operations on the logs of builds.
 *
 * <p>May import: {@code api.aws}, {@code port}, {@code model}, the SDK's shapes of CloudWatch Logs.
 */
@NullMarked
package dev.baton.api.aws.logs;

import org.jspecify.annotations.NullMarked;
