package dev.baton.model.build;

import java.util.Optional;

/**
 * Where CloudWatch Logs shows a build's log, as the project or the start says it.
 *
 * @param disabled whether it is shown nowhere; it is kept all the same
 * @param group empty for the group of the project
 * @param prefix of the stream's name, with a slash after it; empty for none
 */
public record LogPlace(boolean disabled, String group, String prefix) {

  /** Where nobody says anything. */
  public static final LogPlace USUAL = new LogPlace(false, "", "");

  /** A stream of a group. */
  public record Stream(String group, String name) {}

  /** The stream of a build; empty when its log is shown nowhere. */
  Optional<Stream> of(Build build) {
    if (disabled) {
      return Optional.empty();
    }
    return Optional.of(
        new Stream(
            group.isEmpty() ? build.logGroup() : group,
            prefix.isEmpty() ? build.uuid() : prefix + "/" + build.uuid()));
  }
}
