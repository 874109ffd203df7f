/**
 * What people and clients can ask for, grouped by what it is about. Edges translate to and from
 * these and do nothing else.
 *
 * <p>May import: {@code model}, {@code port}, {@code engine}.
 */
@NullMarked
package dev.baton.usecase;

import org.jspecify.annotations.NullMarked;
