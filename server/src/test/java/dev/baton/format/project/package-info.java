/** Tests of reading projects. */
@NullMarked
package dev.baton.format.project;

import org.jspecify.annotations.NullMarked;
