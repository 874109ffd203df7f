package dev.baton.cli;

import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineDefinition.Action;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which directory or URL each source action reads. */
final class Sources {

  /** A URL, or git's short form {@code user@host:path}. */
  private static final Pattern REMOTE =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.\\-]*://.*|[^/\\\\]+@[^/:]+:.+");

  private final Session session;
  private final List<String> actions;

  Sources(Session session, PipelineDefinition definition) {
    this.session = session;
    this.actions =
        definition.stages().stream()
            .flatMap(stage -> stage.actions().stream())
            .filter(action -> action.type().category().equals("Source"))
            .map(Action::name)
            .toList();
  }

  /** {@code --source ACTION=DIR|URL}, or a place alone where there is one source action. */
  Map<String, String> given(List<String> options) {
    Map<String, String> sources = new LinkedHashMap<>();
    for (String option : options) {
      int sign = option.indexOf('=');
      boolean named = sign > 0 && actions.contains(option.substring(0, sign));
      String action = named ? option.substring(0, sign) : only(option);
      if (!named && sign > 0 && isName(option.substring(0, sign)) && !isDirectory(option)) {
        throw noSuchAction(option);
      }
      String place = place(session, named ? option.substring(sign + 1) : option);
      if (sources.put(action, place) != null) {
        throw CommandFailure.refused("--source: " + action + " is given more than once");
      }
    }
    return sources;
  }

  private static boolean isName(String text) {
    return text.matches("[A-Za-z0-9.@_-]+");
  }

  private boolean isDirectory(String given) {
    return Files.isDirectory(session.path(given));
  }

  private String only(String option) {
    if (actions.size() == 1) {
      return actions.getFirst();
    }
    throw noSuchAction(option);
  }

  private CommandFailure noSuchAction(String option) {
    return CommandFailure.refused(
        "--source "
            + option
            + ": expected ACTION=DIR|URL with one of the source actions "
            + String.join(", ", actions));
  }

  /** {@code --revision ACTION=REF}. */
  Map<String, String> revisions(List<String> options) {
    Map<String, String> revisions = new LinkedHashMap<>();
    for (String option : options) {
      int sign = option.indexOf('=');
      boolean named = sign > 0 && actions.contains(option.substring(0, sign));
      String action = named ? option.substring(0, sign) : onlyRevision(option);
      if (revisions.put(action, named ? option.substring(sign + 1) : option) != null) {
        throw CommandFailure.refused("--revision: " + action + " is given more than once");
      }
    }
    return revisions;
  }

  private String onlyRevision(String option) {
    if (actions.size() == 1 && option.indexOf('=') < 0) {
      return actions.getFirst();
    }
    throw CommandFailure.refused(
        "--revision "
            + option
            + ": expected ACTION=REF with one of the source actions "
            + actions.stream().collect(Collectors.joining(", ")));
  }

  /** The single source action that nothing was given for. */
  Optional<String> unnamed(Map<String, String> given) {
    return actions.size() == 1 && given.isEmpty()
        ? Optional.of(actions.getFirst())
        : Optional.empty();
  }

  /** A URL as it is, a directory as an absolute path that exists. */
  static String place(Session session, String given) {
    if (REMOTE.matcher(given).matches()) {
      return given;
    }
    Path directory = session.path(given);
    if (!Files.isDirectory(directory)) {
      throw CommandFailure.refused(
          "--source: there is no directory " + directory + ", and it is no URL");
    }
    return directory.toString();
  }

  /** The same where the owner can read it. */
  static Map<String, String> offered(Session session, Map<String, String> places) {
    Map<String, String> offered = new LinkedHashMap<>(places);
    offered.replaceAll((_, place) -> session.deck().offered(place));
    return offered;
  }

  static boolean isRemote(String place) {
    return !place.startsWith("/") || REMOTE.matcher(place).matches();
  }
}
