/** Use cases on the fakes. */
@NullMarked
package dev.baton.usecase;

import org.jspecify.annotations.NullMarked;
