package dev.baton.format.buildspec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.format.definition.Fixtures;
import dev.baton.format.definition.Mutations;
import dev.baton.format.document.Parsed;
import dev.baton.model.build.Buildspec;
import dev.baton.model.document.Problem;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BuildspecProperties {

  @Property(tries = 1000)
  void aDamagedBuildspecGivesProblemsAtPlaces(@ForAll("damaged") String text) {
    Parsed<Buildspec> parsed = BuildspecReader.read("buildspec.yml", text);

    if (parsed.value().isEmpty()) {
      assertThat(parsed.problems()).anyMatch(Problem::isError);
    }
    assertThat(parsed.problems())
        .allMatch(p -> p.place().line() >= 1 && p.place().column() >= 1 && !p.message().isEmpty());
    parsed.value().ifPresent(BuildspecRecipes::recipe);
  }

  @Provide
  Arbitrary<String> damaged() {
    return Mutations.of(
        List.of(
            Fixtures.text("erp/buildspec.yml"),
            Fixtures.text("eks-cicd-app/buildspec.yml"),
            Fixtures.text("erp/buildspec-fragments/xray.yml")));
  }
}
