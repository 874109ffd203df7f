/**
 * Keeps secrets out of what is shown: one byte-stream matcher over every form in which a secret may
 * appear.
 *
 * <p>May import: nothing of Baton.
 */
@NullMarked
package dev.baton.model.build.masking;

import org.jspecify.annotations.NullMarked;
