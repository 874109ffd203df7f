/**
 * Text to a located tree of nodes, and back to JSON: what JSON and YAML have in common before
 * anybody knows what a document declares. No IO: callers bring bytes and read at most {@link
 * DocumentReader#MAX_BYTES} of them.
 *
 * <p>May import: {@code model.document}, jackson-core, snakeyaml-engine.
 */
@NullMarked
package dev.baton.format.document;

import org.jspecify.annotations.NullMarked;
