/** What the providers, rules and settings promise. */
@NullMarked
package dev.baton.provider;

import org.jspecify.annotations.NullMarked;
