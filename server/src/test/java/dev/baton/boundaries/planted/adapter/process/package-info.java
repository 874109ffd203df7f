@NullMarked
package dev.baton.boundaries.planted.adapter.process;

import org.jspecify.annotations.NullMarked;
