/** Tests of reading pipelines. */
@NullMarked
package dev.baton.format.pipeline;

import org.jspecify.annotations.NullMarked;
