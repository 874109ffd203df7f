package dev.baton.api.aws.codebuild;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.services.codebuild.model.Tag;

/** What CodeBuild allows as tags, beyond what its model says. */
final class BuildTags {

  private BuildTags() {}

  static void check(List<Tag> tags) {
    Set<String> seen = new HashSet<>();
    for (Tag tag : tags) {
      String key = tag.key() == null ? "" : tag.key();
      if (key.isBlank()) {
        throw ProjectHandlers.invalid("A tag needs a key.");
      }
      if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
        throw ProjectHandlers.invalid(
            "The tag key " + key + " begins with aws:, which is kept for AWS.");
      }
      if (!seen.add(key)) {
        throw ProjectHandlers.invalid("The tag key " + key + " is given more than once.");
      }
    }
  }
}
