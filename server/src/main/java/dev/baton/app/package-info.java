/** Main, configuration, wiring by hand, life cycle. The one package that may import every other. */
@NullMarked
package dev.baton.app;

import org.jspecify.annotations.NullMarked;
