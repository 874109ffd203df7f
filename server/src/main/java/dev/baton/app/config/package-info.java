/**
 * What can be set of a server, where each value comes from, and what it may be: file, then
 * environment, then flags, the last that speaks wins.
 *
 * <p>May import: what {@code app} may.
 */
@NullMarked
package dev.baton.app.config;

import org.jspecify.annotations.NullMarked;
