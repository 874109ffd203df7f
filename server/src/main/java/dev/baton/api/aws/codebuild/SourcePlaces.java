package dev.baton.api.aws.codebuild;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.ProjectSource;

/** Where sources may lie: files of this machine are for the owner of the data directory alone. */
final class SourcePlaces {

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

  static void check(Caller caller, @Nullable String type, @Nullable String location) {
    boolean repository = type == null || !WITHOUT_REPOSITORY.contains(type);
    boolean named = location != null && !location.isEmpty();
    if (caller.owner() || !repository || !named || REMOTE.matcher(location).matches()) {
      return;
    }
    throw new AwsFault(
        "InvalidInputException",
        400,
        "Invalid project source: location must be the URL of a repository (https:// or ssh://);"
            + " files of this machine are for the owner of its data directory");
  }
}
