/**
 * What the inside asks of the world. Each port says its order, concurrency and idempotency; each
 * has one contract suite.
 *
 * <p>May import: {@code model}.
 */
@NullMarked
package dev.baton.port;

import org.jspecify.annotations.NullMarked;
