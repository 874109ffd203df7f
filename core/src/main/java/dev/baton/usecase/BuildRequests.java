package dev.baton.usecase;

import dev.baton.model.build.BuildRequest;
import dev.baton.model.build.BuildRequest.Recipe;
import dev.baton.model.build.BuildRequest.SourceContent;
import dev.baton.model.build.BuildRequest.Variable;
import dev.baton.model.build.Project;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the accepted request of a build from its project and what the start overrides. */
public final class BuildRequests {

  private BuildRequests() {}

  /**
   * What a start says besides the project. Empty members leave the project's.
   *
   * @param buildspec inline text or a path, as in a project
   * @param environment laid over the project's by name
   * @param content where the primary source's files come from; empty: from the project's location
   * @param version of the primary source
   * @param secondary sources that replace the project's
   */
  public record Overrides(
      Optional<Recipe> buildspec,
      List<Variable> environment,
      Optional<SourceContent> content,
      Optional<String> version,
      Optional<List<BuildRequest.Source>> secondary,
      Optional<Integer> timeoutSeconds,
      Optional<String> artifactsType,
      Map<String, BuildRequest.Output> outputs,
      String initiator,
      Optional<String> requester,
      Optional<String> parentAction) {

    /** Nothing is overridden. */
    public static Overrides none(String initiator) {
      return new Overrides(
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          initiator,
          Optional.empty(),
          Optional.empty());
    }
  }

  /** The request. */
  public static BuildRequest of(Project project, Overrides overrides) {
    String version = overrides.version().or(project.source()::version).orElse("");
    return new BuildRequest(
        source(project.source(), overrides.content(), version),
        overrides
            .secondary()
            .orElseGet(
                () ->
                    project.secondarySources().stream()
                        .map(s -> source(s, Optional.empty(), s.version().orElse("")))
                        .toList()),
        overrides
            .buildspec()
            .or(() -> project.source().buildspec().map(text -> recipe(project.name(), text))),
        merged(project.environment(), overrides.environment()),
        overrides.timeoutSeconds().orElse(project.timeoutMinutes() * 60),
        project.queuedTimeoutMinutes() * 60,
        overrides.initiator(),
        overrides.requester(),
        overrides.parentAction(),
        overrides.artifactsType().orElse(project.artifacts().type()),
        overrides.outputs(),
        project.serviceRole(),
        project.image(),
        project.rerunInterrupted(),
        project.notHonoured(),
        Optional.empty());
  }

  /**
   * A project's buildspec is a path when it looks like one, else the text itself, as in CodeBuild.
   */
  public static Recipe recipe(String project, String buildspec) {
    boolean path =
        !buildspec.contains("\n") && !buildspec.contains(":") && !buildspec.startsWith("{");
    return path
        ? new Recipe.InSource(buildspec)
        : new Recipe.Inline("buildspec of " + project, buildspec);
  }

  private static BuildRequest.Source source(
      Project.Source source, Optional<SourceContent> given, String version) {
    SourceContent content =
        given.orElseGet(
            () ->
                source.type().equals("NO_SOURCE") || source.location().isEmpty()
                    ? new SourceContent.Nothing()
                    : new SourceContent.Git(
                        source.location(), version, false, source.cloneDepth()));
    return new BuildRequest.Source(
        source.identifier(), source.type(), source.location(), version, content, Optional.empty());
  }

  private static List<Variable> merged(List<Variable> project, List<Variable> overriding) {
    Map<String, Variable> byName = new LinkedHashMap<>();
    project.forEach(variable -> byName.put(variable.name(), variable));
    overriding.forEach(variable -> byName.put(variable.name(), variable));
    return List.copyOf(byName.values());
  }
}
