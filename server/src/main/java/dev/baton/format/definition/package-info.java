/**
 * Files whose kind only their content tells.
 *
 * <p>May import: {@code model}, {@code port}, every {@code format} package.
 */
@NullMarked
package dev.baton.format.definition;

import org.jspecify.annotations.NullMarked;
