/**
 * Fakes of the ports, the manual clock, and one contract suite per port. Imports the core, JUnit
 * and AssertJ.
 */
@NullMarked
package dev.baton.testkit;

import org.jspecify.annotations.NullMarked;
