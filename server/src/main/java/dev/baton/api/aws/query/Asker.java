package dev.baton.api.aws.query;

import dev.baton.model.access.Principal;
import java.util.Optional;

/**
 * Who calls.
 *
 * @param keyId of the key that signed; empty where nothing need be signed
 */
public record Asker(Principal principal, Optional<String> keyId) {}
