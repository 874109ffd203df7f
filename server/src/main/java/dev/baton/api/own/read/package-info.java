/**
 * What commands read: beside the data directory, or of a server over HTTP. One interface, with the
 * stores and with a server behind it, and the addresses between the two.
 *
 * <p>May import: {@code api.aws}, {@code format}, {@code port}, {@code model}, {@code http},
 * jackson-core.
 */
@NullMarked
package dev.baton.api.own.read;

import org.jspecify.annotations.NullMarked;
