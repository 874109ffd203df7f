/** Builds from SUBMITTED to COMPLETED, on fakes that misbehave. May import: what it tests. */
@org.jspecify.annotations.NullMarked
package dev.baton.engine.build;
