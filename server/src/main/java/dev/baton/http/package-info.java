/**
 * Request, response, handler: what lies between whoever listens and whoever answers.
 *
 * <p>May import: nothing of Baton.
 */
@NullMarked
package dev.baton.http;

import org.jspecify.annotations.NullMarked;
