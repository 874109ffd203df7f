/** Tests of reading buildspecs. */
@NullMarked
package dev.baton.format.buildspec;

import org.jspecify.annotations.NullMarked;
