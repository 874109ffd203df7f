/**
 * AWS Signature Version 4, the server's side: who signed a request, and whether every word of it is
 * theirs. Written from AWS's documentation ("Authenticating Requests (AWS Signature Version 4)",
 * "Create a signed AWS API request") and held to AWS's own test suite.
 *
 * <p>May import: {@code model.access}, {@code http}, {@code api.aws}.
 */
@NullMarked
package dev.baton.api.aws.sigv4;

import org.jspecify.annotations.NullMarked;
