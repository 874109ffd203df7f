package dev.baton.format.buildspec;

import dev.baton.format.document.Parsed;
import dev.baton.model.build.BuildRecipe;
import dev.baton.model.build.BuildRecipe.Step;
import dev.baton.model.build.Buildspec;
import dev.baton.model.build.Buildspec.ArtifactSpec;
import dev.baton.model.build.PhaseType;
import dev.baton.port.RecipeReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Buildspecs as recipes: the one front end of builds that there is so far. */
public final class BuildspecRecipes implements RecipeReader {

  @Override
  public Result read(String file, String text) {
    Parsed<Buildspec> parsed = BuildspecReader.read(file, text);
    return new Result(parsed.value().map(b -> new Recipe(b, recipe(b))), parsed.problems());
  }

  /** What a buildspec runs. */
  public static BuildRecipe recipe(Buildspec buildspec) {
    List<Step> steps = new ArrayList<>();
    for (PhaseType type : PhaseType.values()) {
      Optional.ofNullable(buildspec.phases().get(type))
          .ifPresent(phase -> steps.add(step(buildspec, type, phase)));
    }
    return new BuildRecipe(
        buildspec.env().shell(),
        buildspec.version().equals("0.1"),
        steps,
        buildspec.env().exportedVariables(),
        expansions(buildspec));
  }

  private static Step step(Buildspec buildspec, PhaseType type, Buildspec.Phase phase) {
    Optional<String> runAs = phase.runAs().or(buildspec::runAs);
    return new Step(type, runAs, phase.onFailure(), phase.commands(), phase.finallyCommands());
  }

  private static Map<String, String> expansions(Buildspec buildspec) {
    Map<String, String> texts = new LinkedHashMap<>();
    buildspec
        .artifacts()
        .ifPresent(
            artifacts -> {
              expansions(texts, "", artifacts.primary());
              artifacts
                  .secondary()
                  .forEach((identifier, spec) -> expansions(texts, identifier, spec));
            });
    return texts;
  }

  private static void expansions(Map<String, String> texts, String identifier, ArtifactSpec spec) {
    spec.name()
        .filter(BuildspecRecipes::isExpanded)
        .ifPresent(text -> texts.put("name/" + identifier, text));
    spec.baseDirectory()
        .filter(BuildspecRecipes::isExpanded)
        .ifPresent(text -> texts.put("base-directory/" + identifier, text));
  }

  private static boolean isExpanded(String text) {
    return text.indexOf('$') >= 0 || text.indexOf('`') >= 0;
  }
}
