package dev.baton.api.aws.sigv4;

import dev.baton.model.access.Principal;

/**
 * Who asks, proven.
 *
 * @param keyId of the access key that signed
 */
public record Verified(Principal principal, String keyId) {}
