package dev.baton.port;

import dev.baton.model.build.BuildRecipe;
import dev.baton.model.build.Buildspec;
import dev.baton.model.document.Problem;
import java.util.List;
import java.util.Optional;

/** Reads a buildspec's text. Pure; safe for concurrent use. */
@FunctionalInterface
public interface RecipeReader {

  /**
   * @param file names the text in problems
   */
  Result read(String file, String text);

  /**
   * What the text says.
   *
   * @param recipe empty when there is an error among the problems
   */
  record Result(Optional<Recipe> recipe, List<Problem> problems) {}

  /**
   * A buildspec and the recipe it compiles to. Expansions of the recipe are keyed {@code
   * name/IDENTIFIER} and {@code base-directory/IDENTIFIER}, the identifier empty for the primary
   * artifact.
   */
  record Recipe(Buildspec buildspec, BuildRecipe program) {}
}
