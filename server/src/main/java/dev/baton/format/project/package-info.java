/**
 * Build projects (codebuild.md section 3): CreateProject documents to {@code Project}, with every
 * problem at once, in CodeBuild's words where they are known.
 *
 * <p>May import: {@code model.build}, {@code model.document}, {@code port}, {@code
 * format.document}, {@code format.buildspec}.
 */
@NullMarked
package dev.baton.format.project;

import org.jspecify.annotations.NullMarked;
