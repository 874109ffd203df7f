package dev.baton.format.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.format.pipeline.PipelineReader;
import dev.baton.model.document.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionFilesTest {

  private final DefinitionFiles files =
      new DefinitionFiles(
          new PipelineReader(ActionTypes.actions(), ActionTypes.rules(), "us-east-1"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "erp/pipeline.json",
        "erp/pipeline-with-approval.json",
        "eks-cicd-app/pipeline.json",
        "erp/buildspec.yml",
        "eks-cicd-app/buildspec.yml",
        "erp/buildspec-fragments/xray.yml"
      })
  void fixturesAreValid(String name) {
    assertThat(validate(name, Fixtures.text(name))).isEmpty();
  }

  @ParameterizedTest(quoteTextArguments = false)
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          x.yml         | version: 0.2                          | The buildspec has no `phases`
          x             | phases: {}                            | The buildspec has no `version`
          x.json        | {"version": 0.2}                      | The buildspec has no `phases`
          x.json        | {"stages": []}                        | Value at 'pipeline.name' failed to satisfy constraint
          x.json        | {"pipeline": {}}                      | Value at 'pipeline.name' failed to satisfy constraint
          x.json        | {"source": {}}                        | Value at 'name' failed to satisfy constraint
          x.json        | {"name": "a"}                         | This is neither a pipeline
          x.yml         | hello                                 | This is neither a pipeline
          buildspec.yml | hello                                 | Expected a buildspec
          """)
  void aFileIsToldByItsContent(String file, String text, String problem) {
    assertThat(validate(file, text))
        .extracting(Problem::message)
        .anyMatch(m -> m.startsWith(problem));
  }

  @Test
  void aBuildspecThatCannotBeReadHasCodeBuildsCode() {
    assertThat(validate("ci/buildspec.yml", "phases:\n  build:\n\tcommands: []\n"))
        .extracting(p -> p.place().line() + " " + p.code())
        .containsExactly("3 YAML_FILE_ERROR");
    assertThat(validate("pipeline.json", "{"))
        .extracting(p -> p.place().line() + " " + p.code())
        .containsExactly("1 InvalidDocument");
  }

  private List<Problem> validate(String file, String text) {
    return files.validate(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
