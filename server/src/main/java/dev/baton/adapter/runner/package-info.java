/**
 * Runs build recipes as processes of this machine: workspaces, the program's events and output, and
 * the end of everything that a build has started.
 *
 * <p>May import: {@code model}, {@code port}, {@code adapter.process}.
 */
@NullMarked
package dev.baton.adapter.runner;

import org.jspecify.annotations.NullMarked;
