/**
 * Buildspecs 0.2 and 0.1 (codebuild.md section 5): text to {@code Buildspec}, and on to the recipe
 * that runs. Every problem at once, in CodeBuild's words where they are known.
 *
 * <p>May import: {@code model.build}, {@code model.document}, {@code port.RecipeReader}, {@code
 * format.document}.
 */
@NullMarked
package dev.baton.format.buildspec;

import org.jspecify.annotations.NullMarked;
