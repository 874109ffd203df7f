package dev.baton.api.aws.codebuild;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.ProjectSource;

/** Where sources may lie: files of this machine are for the owner of the data directory alone. */
public final class SourcePlaces {

  /** A URL of a remote repository, or git's short spelling of an SSH one. */
  private static final Pattern REMOTE =
      Pattern.compile("(https?|ssh|git)://.+|[^/@:\\s]+@[^/@:\\s]+:.+");

  private static final Set<String> WITHOUT_REPOSITORY = Set.of("NO_SOURCE", "CODEPIPELINE", "S3");

  private SourcePlaces() {}

  /**
   * Checks what a request says of sources.
   *
   * @throws AwsFault when somebody else than the owner names a file of this machine
   */
  static void check(Caller caller, @Nullable ProjectSource source, List<ProjectSource> secondary) {
    if (source != null) {
      check(caller, source.typeAsString(), source.location());
    }
    secondary.forEach(each -> check(caller, each.typeAsString(), each.location()));
  }

  /** Whether a source of that type names a repository by its location. */
  public static boolean isRepository(String type) {
    return !WITHOUT_REPOSITORY.contains(type);
  }

  /** Whether a location is the URL of a repository elsewhere. */
  public static boolean isRemote(String location) {
    return REMOTE.matcher(location).matches();
  }

  static void check(Caller caller, @Nullable String type, @Nullable String location) {
    boolean repository = type == null || isRepository(type);
    String place = location == null ? "" : location;
    if (caller.owner() || !repository || place.isEmpty() || isRemote(place)) {
      return;
    }
    throw new AwsFault(
        "InvalidInputException",
        400,
        "Invalid project source: location must be the URL of a repository (https:// or ssh://);"
            + " files of this machine are for the owner of its data directory");
  }
}
