/**
 * Where AWS's requests come in over HTTP: what service is meant, who asks, and the answer in the
 * protocol's form.
 *
 * <p>May import: model, port, engine, usecase, format, http, api.
 */
@NullMarked
package dev.baton.api.aws.edge;

import org.jspecify.annotations.NullMarked;
