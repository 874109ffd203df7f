/** STS by the SDK's own client. */
@NullMarked
package dev.baton.api.aws.sts;

import org.jspecify.annotations.NullMarked;
