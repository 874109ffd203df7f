/**
 * What lies in plain files: blobs, logs, artifacts.
 *
 * <p>May import: {@code model}, {@code port}, commons-compress.
 */
@NullMarked
package dev.baton.adapter.file;

import org.jspecify.annotations.NullMarked;
