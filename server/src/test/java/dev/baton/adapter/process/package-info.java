/** Processes through the one door. */
@NullMarked
package dev.baton.adapter.process;

import org.jspecify.annotations.NullMarked;
