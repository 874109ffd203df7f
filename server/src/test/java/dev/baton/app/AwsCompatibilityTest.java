package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.baton.api.aws.model.Coverage;
import dev.baton.api.aws.model.Models;
import dev.baton.api.aws.model.ServiceModel;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsRequest;

/**
 * What is declared of AWS's operations is what is there, and {@code docs/aws-compatibility.md} says
 * it. {@code -Dbaton.docs.write=true} writes the page.
 */
final class AwsCompatibilityTest {

  private static final Path PAGE = Path.of("..", "docs", "aws-compatibility.md");

  @TempDir Path place;

  private record Line(String target, Coverage coverage) {}

  private static Stream<Line> lines() {
    return Models.bundled().all().stream().flatMap(AwsCompatibilityTest::lines);
  }

  private static Stream<Line> lines(ServiceModel model) {
    return model.operations().keySet().stream()
        .map(name -> new Line(model.target() + "." + name, Coverage.of(model, name)));
  }

  @Test
  void whatIsCarriedOutIsDeclared() {
    List<String> declared =
        lines()
            .filter(line -> line.coverage().level() != Coverage.Level.REFUSED)
            .map(Line::target)
            .toList();
    try (Served served = new Served(place)) {
      assertThat(served.dispatcher().targets()).containsExactlyInAnyOrderElementsOf(declared);
    }
  }

  /**
   * STS speaks the query protocol and is bound to no model here: its client knows what there is.
   */
  private static List<String> sts() {
    return Arrays.stream(StsClient.class.getMethods())
        .flatMap(method -> Arrays.stream(method.getParameterTypes()))
        .filter(StsRequest.class::isAssignableFrom)
        .map(type -> type.getSimpleName().replaceFirst("Request$", "").replace("Saml", "SAML"))
        .distinct()
        .sorted()
        .toList();
  }

  @Test
  void whatIsDeclaredOfStsIsAnOperation() {
    assertThat(sts()).containsAll(Coverage.named("sts"));
  }

  @Test
  void whatIsDeclaredIsAnOperation() {
    for (ServiceModel model : Models.bundled().all()) {
      assertThat(model.operations().keySet()).containsAll(Coverage.named(model));
    }
  }

  static Stream<String> tests() {
    return Stream.concat(
            lines().map(Line::coverage), sts().stream().map(name -> Coverage.of("sts", name)))
        .flatMap(coverage -> coverage.test().stream())
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("tests")
  void theTestThatIsNamedIsThere(String test) {
    String[] parts = test.split("#", -1);
    assertThatCode(
            () -> {
              Method method = Class.forName(parts[0]).getDeclaredMethod(parts[1]);
              assertThat(method.isAnnotationPresent(Test.class)).isTrue();
            })
        .doesNotThrowAnyException();
  }

  @Test
  void thePageSaysWhatTheCodeDeclares() throws IOException {
    String page = page();
    if (Boolean.getBoolean("baton.docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).content().isEqualTo(page);
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Compatibility with AWS

            Made from the code by `AwsCompatibilityTest`, which fails when this page says anything else
            (`-Dbaton.docs.write=true` writes it anew). Each operation of each model is here:

            - **works**: the test that is named looks at the effect, not at the answer;
            - **works partly**: as the test shows, but for what is said;
            - **stored, not acted on**: kept and given back, and nothing happens of it;
            - **refused**: a request is checked against the model as every other, and then answered the error that is said.

            """);
    Models.bundled().all().forEach(model -> section(page, model));
    page.append(
        """
        ## sts (2011-06-15)

        %d operations, of the query protocol. A request that breaks a constraint: `ValidationError`. What is refused: `InvalidAction`.

        | operation | | what not, or why | shown by |
        | --- | --- | --- | --- |
        """
            .formatted(sts().size()));
    sts().forEach(name -> row(page, name, Coverage.of("sts", name)));
    return page.append('\n').toString();
  }

  private static void section(StringBuilder page, ServiceModel model) {
    page.append("## ").append(model.id()).append(" (").append(model.version()).append(")\n\n");
    String counts =
        Arrays.stream(Coverage.Level.values())
            .map(level -> "%d %s".formatted(count(model, level), level.title()))
            .collect(Collectors.joining(", "));
    page.append(
        """
        %d operations: %s. A request that breaks a constraint of the model: `%s`. What is refused: `%s`.

        | operation | | what not, or why | shown by |
        | --- | --- | --- | --- |
        """
            .formatted(model.operations().size(), counts, model.broken(), model.refusal()));
    model.operations().keySet().forEach(name -> row(page, name, Coverage.of(model, name)));
    page.append('\n');
  }

  private static long count(ServiceModel model, Coverage.Level level) {
    return lines(model).filter(line -> line.coverage().level() == level).count();
  }

  private static void row(StringBuilder page, String name, Coverage coverage) {
    String test =
        coverage
            .test()
            .map(t -> "`" + t.substring(t.lastIndexOf('.') + 1).replace('#', '.') + "`")
            .orElse("");
    page.append(
        "| %s | %s | %s | %s |\n".formatted(name, coverage.level().title(), coverage.note(), test));
  }
}
