/**
 * AWS's shapes as JSON, both ways: one codec for every service, driven by the shapes' own fields.
 *
 * <p>May import: the AWS SDK's shapes, jackson-core; nothing of Baton.
 */
@NullMarked
package dev.baton.api.aws.wire;

import org.jspecify.annotations.NullMarked;
