package dev.baton.format.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.format.pipeline.PipelineReader;
import dev.baton.model.document.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DefinitionFilesProperties {

  private static final String PROJECT =
      """
      {"name": "demo", "serviceRole": "arn:aws:iam::123456789012:role/demo",
       "source": {"type": "GITHUB", "location": "https://github.com/example-org/demo.git", "gitCloneDepth": 1,
         "buildspec": "version: 0.2\\nphases:\\n  build:\\n    commands:\\n      - make\\n"},
       "artifacts": {"type": "S3", "location": "demo-artifacts"}, "timeoutInMinutes": 60,
       "environment": {"type": "LINUX_CONTAINER", "image": "aws/codebuild/standard:7.0",
         "computeType": "BUILD_GENERAL1_SMALL", "environmentVariables": [{"name": "A", "value": "b"}]}}
      """;

  private final DefinitionFiles files =
      new DefinitionFiles(
          new PipelineReader(ActionTypes.actions(), ActionTypes.rules(), "us-east-1"));

  @Property(tries = 500)
  void anyDamagedFileGivesProblemsAtPlaces(@ForAll("damaged") String text) {
    for (String file : List.of("x", "x.json", "buildspec.yml")) {
      List<Problem> problems = files.validate(file, text.getBytes(StandardCharsets.UTF_8));

      assertThat(problems)
          .allMatch(
              p ->
                  p.place().file().equals(file)
                      && p.place().line() >= 1
                      && p.place().column() >= 1);
    }
  }

  @Property(tries = 1000)
  void anyBytesGiveProblemsAtPlaces(@ForAll byte[] bytes) {
    assertThat(files.validate("x.yml", bytes)).isNotEmpty().allMatch(p -> p.place().line() >= 1);
  }

  @Provide
  Arbitrary<String> damaged() {
    return Mutations.of(
        List.of(
            PROJECT,
            Fixtures.text("erp/pipeline.json"),
            Fixtures.text("eks-cicd-app/buildspec.yml")));
  }
}
