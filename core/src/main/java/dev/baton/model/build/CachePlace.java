package dev.baton.model.build;

import java.util.List;
import java.util.Optional;

/**
 * Where the builds of a project keep their cache (reference codebuild.md section 6).
 *
 * @param type NO_CACHE, LOCAL or S3; given as empty text, as builds have it that were recorded
 *     before there were caches, it is NO_CACHE
 * @param location of an S3 cache: bucket, prefix and namespace with slashes between them
 * @param modes of a LOCAL cache: LOCAL_CUSTOM_CACHE and others that keep nothing here
 */
public record CachePlace(String type, String location, List<String> modes) {

  public CachePlace {
    type = type.isEmpty() ? "NO_CACHE" : type;
  }

  /** No cache at all. */
  public static final CachePlace NONE = new CachePlace("NO_CACHE", "", List.of());

  /** The mode that keeps what the buildspec names. */
  public static final String CUSTOM = "LOCAL_CUSTOM_CACHE";

  /**
   * What the cache is shared by: a LOCAL one by the builds of one project, an S3 one by whoever
   * names the same place.
   *
   * @return empty when nothing is kept
   */
  public Optional<String> scope(String account, String region, String project) {
    return switch (type) {
      case "LOCAL" ->
          modes.contains(CUSTOM)
              ? Optional.of(String.join("\n", "LOCAL", account, region, project))
              : Optional.empty();
      case "S3" -> Optional.of(String.join("\n", "S3", account, location));
      default -> Optional.empty();
    };
  }

  /** Why nothing is kept, where {@link #scope} is empty. */
  public String reason() {
    return type.equals("LOCAL")
        ? "The project's LOCAL cache has no mode " + CUSTOM
        : "The project has no cache (NO_CACHE)";
  }
}
