package dev.baton.app.config;

import dev.baton.model.document.Place;

/**
 * What a key is set to, and by whom.
 *
 * @param origin for people: {@code default}, {@code BATON_LISTEN}, {@code --listen}, a place in a
 *     file
 * @param place in a file; {@link Place#NOWHERE} otherwise
 */
public record Value(String text, String origin, Place place) {

  static Value of(String text, String origin) {
    return new Value(text, origin, Place.NOWHERE);
  }
}
