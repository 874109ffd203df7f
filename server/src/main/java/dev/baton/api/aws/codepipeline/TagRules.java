package dev.baton.api.aws.codepipeline;

import dev.baton.api.aws.AwsFault;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.codepipeline.model.Tag;

/** What CodePipeline allows as tags; lists of them are ordered by key. */
final class TagRules {

  private static final int MOST = 50;
  private static final Pattern TEXT = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

  private TagRules() {}

  /** The tags with the given ones added or replaced. */
  static List<Tag> added(List<Tag> before, List<Tag> given) {
    check(given);
    Map<String, Tag> all = new TreeMap<>();
    before.forEach(tag -> all.put(tag.key(), tag));
    given.forEach(tag -> all.put(tag.key(), tag));
    if (all.size() > MOST) {
      throw new AwsFault(
          "TooManyTagsException",
          400,
          "A resource has at most %d tags; these would be %d.".formatted(MOST, all.size()));
    }
    return List.copyOf(all.values());
  }

  /** The tags without those of the keys; a key that is not there is none to take away. */
  static List<Tag> without(List<Tag> before, Collection<String> keys) {
    keys.forEach(TagRules::checkKey);
    Set<String> gone = Set.copyOf(keys);
    return before.stream().filter(tag -> !gone.contains(tag.key())).toList();
  }

  private static void check(List<Tag> given) {
    Set<String> seen = new HashSet<>();
    for (Tag tag : given) {
      checkKey(tag.key());
      if (!TEXT.matcher(tag.value()).matches()) {
        throw invalid(
            "The value of the tag "
                + tag.key()
                + " has a character that tags do not have; letters, digits, spaces and _.:/=+-@"
                + " are allowed.");
      }
      if (!seen.add(tag.key())) {
        throw invalid("The tag key " + tag.key() + " is given more than once.");
      }
    }
  }

  private static void checkKey(String key) {
    if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
      throw invalid("The tag key " + key + " begins with aws:, which is kept for AWS.");
    }
    if (key.isBlank() || !TEXT.matcher(key).matches()) {
      throw invalid("A tag key has letters, digits, spaces and _.:/=+-@, and is not blank: " + key);
    }
  }

  private static AwsFault invalid(String message) {
    return new AwsFault("InvalidTagsException", 400, message);
  }
}
