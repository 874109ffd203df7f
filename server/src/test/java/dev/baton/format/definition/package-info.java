/** What the tests of all formats share. */
@NullMarked
package dev.baton.format.definition;

import org.jspecify.annotations.NullMarked;
