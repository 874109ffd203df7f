package dev.baton.model.build;

import java.time.Instant;
import java.util.Optional;

/**
 * What a list says of a build. It is kept beside the build, so that a list reads no build; the
 * members mean what {@link Build}'s mean.
 *
 * @param parentAction the action execution that it is a part of
 */
public record BuildSummary(
    String id,
    long number,
    BuildStatus status,
    Instant startedAt,
    Optional<Instant> endedAt,
    String initiator,
    Optional<String> parentAction) {

  /** The summary of a build as it stands. */
  public static BuildSummary of(Build build) {
    return new BuildSummary(
        build.id(),
        build.number(),
        build.status(),
        build.startedAt(),
        build.endedAt(),
        build.request().initiator(),
        build.request().parentAction());
  }
}
