package dev.baton.format.buildspec;

import dev.baton.format.document.Excerpt;
import dev.baton.model.build.Buildspec.Cache;
import java.util.List;
import java.util.Optional;

/** The {@code cache} section. */
final class CacheSection {

  private static final int MAXIMUM_FALLBACK_KEYS = 5;

  private CacheSection() {}

  static Optional<Cache> read(Section top) {
    return top.section("cache", "CACHE").map(CacheSection::cache);
  }

  private static Cache cache(Section section) {
    List<String> fallback = section.texts("fallback-keys");
    if (fallback.size() > MAXIMUM_FALLBACK_KEYS) {
      section.error(
          section.place("fallback-keys"),
          "A cache has at most "
              + MAXIMUM_FALLBACK_KEYS
              + " fallback-keys, not "
              + fallback.size());
    }
    Optional<String> action = section.text("action");
    if (action.isPresent() && !action.get().equals("restore") && !action.get().equals("save")) {
      section.error(
          section.place("action"),
          "The cache's action is restore or save, not '" + Excerpt.of(action.get()) + "'");
    }
    Cache cache = new Cache(section.texts("paths"), section.text("key"), fallback, action);
    section.warnOfUnknown();
    return cache;
  }
}
