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
   * @param artifactsType replaces the project's, whose outputs then do not count
   * @param outputs where artifacts go; empty for where the project says
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
        overrides.outputs().isEmpty() && overrides.artifactsType().isEmpty()
            ? outputs(project)
            : overrides.outputs(),
        project.serviceRole(),
        project.image(),
        project.rerunInterrupted(),
        project.notHonoured(),
        Optional.empty(),
        new BuildRequest.Policy(
            overrides.parentAction().isPresent() ? 0 : project.autoRetryLimit(),
            project.concurrentBuildLimit(),
            project.strictMasking(),
            project.cache(),
            project.declared(),
            project.logs()));
  }

  /** Where an S3 project's artifacts go (reference codebuild.md section 3). */
  private static Map<String, BuildRequest.Output> outputs(Project project) {
    Map<String, BuildRequest.Output> outputs = new LinkedHashMap<>();
    if (project.artifacts().type().equals("S3")) {
      outputs.put("", output(project, project.artifacts()));
    }
    project.secondaryArtifacts().stream()
        .filter(artifacts -> artifacts.type().equals("S3"))
        .forEach(a -> outputs.put(a.identifier(), output(project, a)));
    return outputs;
  }

  private static BuildRequest.Output output(Project project, Project.Artifacts artifacts) {
    String otherwise = artifacts.identifier().isEmpty() ? project.name() : artifacts.identifier();
    return new BuildRequest.Output(
        artifacts.location(),
        artifacts.name().filter(name -> !name.isEmpty()).orElse(otherwise),
        artifacts.path(),
        artifacts.namespaceType().equals("BUILD_ID"),
        artifacts.overrideName());
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
        given.orElseGet(() -> content(source, version)).withSubmodules(source.submodules());
    return new BuildRequest.Source(
        source.identifier(), source.type(), source.location(), version, content, Optional.empty());
  }

  private static SourceContent content(Project.Source source, String version) {
    if (source.type().equals("NO_SOURCE") || source.location().isEmpty()) {
      return new SourceContent.Nothing();
    }
    if (source.type().equals("S3")) {
      String place = source.location().replaceFirst("^arn:aws[a-z-]*:s3:::", "");
      int slash = place.indexOf('/');
      return new SourceContent.Artifact(
          slash < 0 ? place : place.substring(0, slash),
          slash < 0 ? "" : place.substring(slash + 1));
    }
    return new SourceContent.Git(source.location(), version, false, source.cloneDepth());
  }

  private static List<Variable> merged(List<Variable> project, List<Variable> overriding) {
    Map<String, Variable> byName = new LinkedHashMap<>();
    project.forEach(variable -> byName.put(variable.name(), variable));
    overriding.forEach(variable -> byName.put(variable.name(), variable));
    return List.copyOf(byName.values());
  }
}
