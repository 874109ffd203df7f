/**
 * What a server counts, and Prometheus's text of it.
 *
 * <p>May import: everything, as all of {@code app}; it needs the model, ports and http.
 */
@NullMarked
package dev.baton.app.metrics;

import org.jspecify.annotations.NullMarked;
