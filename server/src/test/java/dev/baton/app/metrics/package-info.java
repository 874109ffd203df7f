/** What is counted, and how it is written. */
@NullMarked
package dev.baton.app.metrics;

import org.jspecify.annotations.NullMarked;
