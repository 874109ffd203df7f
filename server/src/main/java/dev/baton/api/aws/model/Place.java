package dev.baton.api.aws.model;

import java.util.Locale;
import java.util.Optional;

/**
 * Where a value stands in a request, as AWS writes it: {@code pipeline.stages.1.member.actions}.
 * Written out only when something is wrong there.
 */
record Place(Optional<Place> parent, String step) {

  static final Place REQUEST = new Place(Optional.empty(), "");

  /** A member's; AWS writes names with a small letter, whatever JSON has. */
  Place member(String name) {
    return new Place(Optional.of(this), name);
  }

  /** An element's; {@code index} counts from 0. */
  Place element(int index) {
    return new Place(Optional.of(this), (index + 1) + ".member");
  }

  /** The value of a map's key. */
  Place value(String key) {
    return new Place(Optional.of(this), key + ".member");
  }

  String text() {
    String own =
        step.isEmpty() ? "" : step.substring(0, 1).toLowerCase(Locale.ROOT) + step.substring(1);
    String before = parent.map(Place::text).orElse("");
    return before.isEmpty() ? own : before + "." + own;
  }
}
