/**
 * Who owns a data directory, and how another process speaks to the owner: a lock of the operating
 * system, a file that says where the owner listens, HTTP on loopback.
 *
 * <p>May import: {@code port}, {@code http}, jackson-core, the JDK's HTTP server.
 */
@NullMarked
package dev.baton.adapter.owner;

import org.jspecify.annotations.NullMarked;
