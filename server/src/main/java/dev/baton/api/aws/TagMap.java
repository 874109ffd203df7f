package dev.baton.api.aws;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tags by key, and what the services that take any text as a tag ask of them.
 *
 * @param tooMany the type of the error when a resource would have more than fifty
 * @param invalid the type of the error for a key that nobody can have
 */
public record TagMap(String tooMany, String invalid) {

  private static final int MOST = 50;

  /** A tag as it was given. */
  public record Given(String key, String value) {}

  /** Tags of a new resource. */
  public Map<String, String> of(Collection<Given> given) {
    return added(Map.of(), given);
  }

  /**
   * The tags with the given ones added or replaced.
   *
   * @throws AwsFault when that cannot be
   */
  public Map<String, String> added(Map<String, String> before, Collection<Given> given) {
    Map<String, String> all = new TreeMap<>(before);
    Set<String> seen = new HashSet<>();
    for (Given tag : given) {
      if (tag.key().toLowerCase(Locale.ROOT).startsWith("aws:")) {
        throw new AwsFault(
            invalid, 400, "The tag key " + tag.key() + " begins with aws:, which is kept for AWS.");
      }
      if (!seen.add(tag.key())) {
        throw new AwsFault(invalid, 400, "The tag key " + tag.key() + " is given more than once.");
      }
      all.put(tag.key(), tag.value());
    }
    if (all.size() > MOST) {
      throw new AwsFault(
          tooMany,
          400,
          "A resource has at most %d tags; these would be %d.".formatted(MOST, all.size()));
    }
    return all;
  }

  /** The tags without those of the keys; a key that is not there is none to take away. */
  public static Map<String, String> without(Map<String, String> before, Collection<String> keys) {
    Map<String, String> rest = new TreeMap<>(before);
    keys.forEach(rest::remove);
    return rest;
  }
}
