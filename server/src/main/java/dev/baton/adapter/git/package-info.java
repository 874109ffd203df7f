/**
 * Sources from git repositories and directories, by the git command line. Nothing that a
 * repository, its configuration or a location says is ever run: each call has a git directory of
 * Baton's own, which borrows objects from the repository that is read.
 *
 * <p>May import: {@code model}, {@code port}, {@code adapter.process}.
 */
@NullMarked
package dev.baton.adapter.git;

import org.jspecify.annotations.NullMarked;
