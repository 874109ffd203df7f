/** Tests of the compiler from recipes to shell programs. */
@NullMarked
package dev.baton.model.build.program;

import org.jspecify.annotations.NullMarked;
