/**
 * What AWS's service models say of requests: which operations there are, which constraints their
 * requests keep, which errors they know, and what Baton does of it.
 *
 * <p>May import: {@code api.aws.wire}, the AWS SDK's core shapes, jackson-core.
 */
@NullMarked
package dev.baton.api.aws.model;

import org.jspecify.annotations.NullMarked;
