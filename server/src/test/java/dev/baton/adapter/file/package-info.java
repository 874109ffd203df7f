@NullMarked
package dev.baton.adapter.file;

import org.jspecify.annotations.NullMarked;
