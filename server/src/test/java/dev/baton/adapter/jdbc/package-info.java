/** The stores on real SQLite files, and what happens to damaged, foreign and contended ones. */
@NullMarked
package dev.baton.adapter.jdbc;

import org.jspecify.annotations.NullMarked;
