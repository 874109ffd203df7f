/** Tests of reading and writing documents. */
@NullMarked
package dev.baton.format.document;

import org.jspecify.annotations.NullMarked;
