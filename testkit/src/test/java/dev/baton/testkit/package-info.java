/** The fakes held to the contracts of their ports. */
@NullMarked
package dev.baton.testkit;

import org.jspecify.annotations.NullMarked;
