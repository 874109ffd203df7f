/** What the tests of all formats share. */
@NullMarked
package dev.baton.format;

import org.jspecify.annotations.NullMarked;
