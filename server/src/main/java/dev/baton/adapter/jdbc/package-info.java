/**
 * Every store port over one SQLite file: a single writer with group commit, readers beside it, the
 * stored form of the model's records, and the encryption of what is secret.
 *
 * <p>May import: {@code model}, {@code port}, {@code format.stored}, JDBC and the SQLite driver,
 * jackson-core, slf4j.
 */
@NullMarked
package dev.baton.adapter.jdbc;

import org.jspecify.annotations.NullMarked;
