/** The product as its users meet it: real processes, real repositories, real builds. */
@NullMarked
package dev.baton.scenario;

import org.jspecify.annotations.NullMarked;
