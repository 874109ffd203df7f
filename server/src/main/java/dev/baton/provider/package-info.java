/**
 * What Baton does for each action and rule type: one file a provider, one line of registration in
 * {@code app.Wiring}.
 *
 * <p>May import: {@code model}, {@code port}, {@code engine}, {@code usecase}, {@code format}.
 */
@NullMarked
package dev.baton.provider;

import org.jspecify.annotations.NullMarked;
