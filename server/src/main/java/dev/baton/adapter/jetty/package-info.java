/**
 * The port that everybody may reach, by Jetty: HTTP/1.1 with or without TLS, a virtual thread for
 * each request, and limits on what a caller can hold.
 *
 * <p>May import: model, port, http; Jetty.
 */
@NullMarked
package dev.baton.adapter.jetty;

import org.jspecify.annotations.NullMarked;
