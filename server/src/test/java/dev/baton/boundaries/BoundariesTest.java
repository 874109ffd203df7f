package dev.baton.boundaries;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.baton.boundaries.BoundaryRules.Rule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The product keeps the boundaries of docs/architecture.md, and each rule can fail. */
final class BoundariesTest {

  /** Rows of the table whose packages are still to come; any other row covers something. */
  private static final Set<String> TO_COME = Set.of("ui");

  private static final String PLANTED = "dev.baton.boundaries.planted";

  private static final ImportTable TABLE =
      ImportTable.read(Repository.root().resolve("docs/architecture.md"));

  /** ArchUnit's own option does not know the folder into which a quick build puts tests. */
  private static final ImportOption NO_TESTS = location -> !location.contains("/test-classes/");

  private static final JavaClasses PRODUCT =
      new ClassFileImporter().withImportOption(NO_TESTS).importPackages("dev.baton");

  private static final JavaClasses VIOLATIONS = new ClassFileImporter().importPackages(PLANTED);

  @ParameterizedTest
  @EnumSource
  void productKeepsTheRule(Rule rule) {
    assertThat(complaints("dev.baton", PRODUCT, rule)).isEmpty();
  }

  @Test
  void everyRowOfTheTableCoversSomething() {
    List<String> packages =
        PRODUCT.stream()
            .map(JavaClass::getPackageName)
            .distinct()
            .map(name -> name.replaceFirst("^dev\\.baton\\.?", ""))
            .toList();
    assertThat(TABLE.rows())
        .filteredOn(row -> packages.stream().allMatch(name -> row.unitOf(name).isEmpty()))
        .extracting(ImportTable.Row::name)
        .containsExactlyInAnyOrderElementsOf(TO_COME);
  }

  @ParameterizedTest
  @CsvSource({
    "IMPORTS, api.rest.AsksAnAdapter",
    "IMPORTS, adapter.git.AsksAnotherAdapter",
    "IMPORTS, model.AsksAPort",
    "IMPORTS, engine.AsksAUseCase",
    "IMPORTS, cli.AsksTheWiring",
    "IMPORTS, stray.InNoRow",
    "LIBRARIES, api.rest.OpensADatabase",
    "CLOCK_AND_CHANCE, model.ReadsTheClock",
    "CLOCK_AND_CHANCE, engine.RollsDice",
    "CLOCK_AND_CHANCE, usecase.RefersToTheClock",
    "PURE_MODEL, model.KnowsAPath",
    "PURE_MODEL, model.StartsAThread",
    "MUTABLE_STATIC, model.Remembers",
    "ONE_DOOR_FOR_PROCESSES, adapter.git.StartsAProcess",
    "ONE_DOOR_FOR_PROCESSES, adapter.git.StartsAProcessByRuntime",
    "VAGUE_PACKAGE, adapter.git.util.Anything",
    "NULL_MARKED, stray.InNoRow"
  })
  void ruleFindsThePlantedViolation(Rule rule, String planted) {
    BoundaryRules rules = new BoundaryRules(PLANTED, TABLE);
    assertThat(rules.complaints(rule, VIOLATIONS.get(PLANTED + "." + planted))).isNotEmpty();
    assertThat(rules.complaints(rule, VIOLATIONS.get(PLANTED + ".adapter.process.Innocent")))
        .isEmpty();
  }

  private static List<String> complaints(String base, JavaClasses classes, Rule rule) {
    BoundaryRules rules = new BoundaryRules(base, TABLE);
    return classes.stream()
        .flatMap(type -> rules.complaints(rule, type))
        .distinct()
        .sorted()
        .toList();
  }
}
