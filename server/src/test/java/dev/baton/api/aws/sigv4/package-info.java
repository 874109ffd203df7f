/** Signatures: AWS's test suite, the SDK's signer, and what must not get through. */
@NullMarked
package dev.baton.api.aws.sigv4;

import org.jspecify.annotations.NullMarked;
