package dev.baton.format.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.format.document.Findings;
import dev.baton.format.pipeline.PipelineReader;
import dev.baton.model.document.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Documents that can be read but hold far too much, or texts that mean something to somebody else.
 */
class HostileDefinitionsTest {

  private final DefinitionFiles files =
      new DefinitionFiles(
          new PipelineReader(ActionTypes.actions(), ActionTypes.rules(), "us-east-1"));

  @Test
  void aHundredThousandActions() {
    String actions = "{},".repeat(100_000);

    assertThat(validate("p.json", "{\"stages\": [{\"actions\": [" + actions + "{}]}]}"))
        .hasSize(Findings.MAXIMUM + 1);
  }

  @Test
  void aHundredThousandStages() {
    assertThat(validate("p.yml", "stages: [" + "{name: a, actions: []},".repeat(60_000) + "]"))
        .isNotEmpty();
  }

  @Test
  void aHundredThousandConfigurationKeys() {
    String keys =
        IntStream.range(0, 100_000)
            .mapToObj(i -> "\"k" + i + "\": \"v\"")
            .collect(Collectors.joining(","));
    String text =
        "{\"stages\": [{\"name\": \"S\", \"actions\": [{\"name\": \"A\", \"actionTypeId\":"
            + " {\"category\": \"Build\", \"owner\": \"AWS\", \"provider\": \"CodeBuild\","
            + " \"version\": \"1\"}, \"configuration\": {"
            + keys
            + "}}]}]}";

    assertThat(validate("p.json", text))
        .extracting(Problem::message)
        .contains(
            "Value at 'pipeline.stages.1.member.actions.1.member.configuration' failed to satisfy"
                + " constraint: Member must have length less than or equal to 100");
  }

  @Test
  void aHundredThousandVariablesAndCommands() {
    String names =
        IntStream.range(0, 60_000)
            .mapToObj(i -> "A" + i + ": ''")
            .collect(Collectors.joining(", "));
    String commands = "- make\n".repeat(60_000);
    String text =
        "version: 0.2\nenv: {parameter-store: {" + names + "}}\nphases:\n build:\n  commands:\n";

    assertThat(validate("b.yml", text + commands.replace("- ", "  - ")))
        .hasSize(Findings.MAXIMUM + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x; rm -rf ~", "$(id)", "`id`", "--privileged", "a\nb", "../../etc", "root -c id"})
  void aUserNameIsNoProgramText(String user) {
    String text =
        "version: 0.2\nrun-as: "
            + quoted(user)
            + "\nphases: {build: {run-as: "
            + quoted(user)
            + ", commands: [a]}}";

    assertThat(validate("b.yml", text))
        .hasSize(2)
        .allMatch(p -> p.isError() && p.message().contains("cannot be the name of a Linux user"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"A;id", "A=$(id)", "A B", "1A", "", "A\nB", "BASH_FUNC_x%%"})
  void aVariableNameIsNoProgramText(String name) {
    String text =
        "version: 0.2\nenv: {variables: {"
            + quoted(name)
            + ": x}, exported-variables: [A, "
            + quoted(name)
            + "]}\nphases: {build: {commands: [a]}}";

    assertThat(validate("b.yml", text)).hasSize(2).allMatch(Problem::isError);
  }

  @Test
  void referencesThatNestAndRepeat() {
    String text =
        "{\"stages\": [{\"name\": \"S\", \"actions\": [{\"name\": \"A\", \"configuration\": {\"k\":"
            + " \""
            + "#{#{a.b}}".repeat(100)
            + "\"}}]}]}";

    assertThat(validate("p.json", text)).isNotEmpty();
  }

  @Test
  void aProblemShowsNoEscapeSequences() {
    List<Problem> problems =
        validate("b.yml", "version: 0.2\nphases: {\"\\e[31mred\\a\\u202E\": {}}");

    assertThat(problems)
        .extracting(Problem::message)
        .containsExactly(
            "Invalid buildspec phase name: \\u001B[31mred\\u0007\\u202E. Expecting:"
                + " build,install,post_build,pre_build");
  }

  private static String quoted(String text) {
    return '"' + text.replace("\n", "\\n") + '"';
  }

  private List<Problem> validate(String file, String text) {
    return files.validate(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
