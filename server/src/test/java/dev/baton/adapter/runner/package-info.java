/** Builds in real shells, real processes and real directories. */
@NullMarked
package dev.baton.adapter.runner;

import org.jspecify.annotations.NullMarked;
