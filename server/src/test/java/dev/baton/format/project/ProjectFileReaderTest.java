package dev.baton.format.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.format.document.DocumentReader;
import dev.baton.format.document.Parsed;
import dev.baton.format.project.ProjectFileReader.Declared;
import dev.baton.model.build.BuildRequest.Variable;
import dev.baton.model.build.Project;
import dev.baton.model.document.Node;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.port.ProjectStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectFileReaderTest {

  private static final String PLAIN =
      """
      name: demo
      serviceRole: arn:aws:iam::123456789012:role/demo
      source: {type: GITHUB, location: "https://github.com/example-org/demo.git"}
      artifacts: {type: S3, location: demo-artifacts}
      environment: {type: LINUX_CONTAINER, image: "aws/codebuild/standard:7.0", computeType: BUILD_GENERAL1_SMALL}
      """;

  @Test
  void defaultsAreFilledIn() {
    Project project = read(PLAIN).orRefuse().project();

    assertThat(project.name()).isEqualTo("demo");
    assertThat(project.timeoutMinutes()).isEqualTo(60);
    assertThat(project.queuedTimeoutMinutes()).isEqualTo(480);
    assertThat(project.concurrentBuildLimit()).isEmpty();
    assertThat(project.rerunInterrupted()).isTrue();
    assertThat(project.strictMasking()).isFalse();
    assertThat(project.autoRetryLimit()).isZero();
    assertThat(project.source().buildspec()).isEmpty();
    assertThat(project.artifacts().packaging()).isEqualTo("NONE");
    assertThat(project.notHonoured())
        .containsExactlyInAnyOrder(
            "the project's image aws/codebuild/standard:7.0; commands run as"
                + " processes of this machine, with its tools.",
            "the project's compute type BUILD_GENERAL1_SMALL; a build may use the"
                + " whole machine.",
            "the project's artifacts.packaging NONE; an artifact is kept as one" + " zip.");
  }

  @Test
  void everythingIsRead() {
    String text =
        """
        {
          "name": "full", "description": "d", "serviceRole": "role", "sourceVersion": "main",
          "source": {"type": "GITHUB", "location": "https://github.com/o/r.git", "gitCloneDepth": 1, "buildspec": "ci/b.yml",
            "reportBuildStatus": true, "auth": {"type": "OAUTH"}},
          "secondarySources": [{"type": "S3", "location": "b/p.zip", "sourceIdentifier": "lib"}],
          "secondarySourceVersions": [{"sourceIdentifier": "lib", "sourceVersion": "v1"}],
          "artifacts": {"type": "S3", "location": "bucket", "path": "p", "namespaceType": "BUILD_ID", "name": "n",
            "packaging": "ZIP", "overrideArtifactName": true, "bucketOwnerAccess": "FULL"},
          "secondaryArtifacts": [{"type": "S3", "location": "bucket", "artifactIdentifier": "web"}],
          "environment": {"type": "LINUX_CONTAINER", "image": "i", "computeType": "BUILD_GENERAL1_LARGE",
            "privilegedMode": true, "certificate": "c",
            "environmentVariables": [{"name": "A", "value": "1"},
              {"name": "S", "value": "prod/x:k", "type": "SECRETS_MANAGER"}]},
          "timeoutInMinutes": 5, "queuedTimeoutInMinutes": 480, "concurrentBuildLimit": 2, "autoRetryLimit": 1,
          "cache": {"type": "LOCAL", "modes": ["LOCAL_SOURCE_CACHE"]},
          "logsConfig": {"cloudWatchLogs": {"status": "ENABLED"}, "s3Logs": {"status": "ENABLED", "location": "b/l"}},
          "vpcConfig": {"vpcId": "v", "subnets": ["s"], "securityGroupIds": ["g"]},
          "encryptionKey": "k", "badgeEnabled": false, "rerun-interrupted": false, "strict-masking": true,
          "tags": [{"key": "team", "value": "x"}]
        }
        """;
    Declared declared =
        DocumentReader.read("p.json", text).then(ProjectFileReader::file).orRefuse();
    Project project = declared.project();

    assertThat(project.source())
        .isEqualTo(
            new Project.Source(
                "",
                "GITHUB",
                "https://github.com/o/r.git",
                Optional.of("ci/b.yml"),
                Optional.of("main"),
                1));
    assertThat(project.secondarySources())
        .containsExactly(
            new Project.Source("lib", "S3", "b/p.zip", Optional.empty(), Optional.of("v1"), 0));
    assertThat(project.artifacts())
        .isEqualTo(
            new Project.Artifacts(
                "", "S3", "bucket", "p", "BUILD_ID", Optional.of("n"), "ZIP", true));
    assertThat(project.secondaryArtifacts())
        .extracting(Project.Artifacts::identifier)
        .containsExactly("web");
    assertThat(project.environment())
        .containsExactly(
            new Variable("A", "1", "PLAINTEXT"), new Variable("S", "prod/x:k", "SECRETS_MANAGER"));
    assertThat(project.timeoutMinutes()).isEqualTo(5);
    assertThat(project.concurrentBuildLimit()).contains(2);
    assertThat(project.rerunInterrupted()).isFalse();
    assertThat(project.autoRetryLimit()).isEqualTo(1);
    assertThat(project.strictMasking()).isTrue();
    assertThat(project.tags()).isEqualTo(Map.of("team", "x"));
    assertThat(String.join("\n", project.notHonoured()))
        .contains(
            "image i",
            "BUILD_GENERAL1_LARGE",
            "privilegedMode",
            "certificate",
            "reportBuildStatus",
            "source.auth",
            "bucketOwnerAccess",
            "encryptionKey")
        .doesNotContain("autoRetryLimit")
        .contains("LOCAL_SOURCE_CACHE", "s3Logs", "vpcConfig");
    assertThat(new StoredProjects().read(stored(declared.document()))).isEqualTo(project);
  }

  @Test
  void aTagSaysItWhereTheMemberCannot() {
    String text = PLAIN + "tags: [{key: rerun-interrupted, value: 'false'}]";

    assertThat(read(text).orRefuse().project().rerunInterrupted()).isFalse();
  }

  @Test
  void yamlKeepsTheWrittenTextOfVariables() {
    Declared declared =
        read(PLAIN.replace(
                "BUILD_GENERAL1_SMALL}",
                "BUILD_GENERAL1_SMALL, environmentVariables: [{name: V, value: 1.10}]}"))
            .orRefuse();

    assertThat(declared.project().environment())
        .containsExactly(new Variable("V", "1.10", "PLAINTEXT"));
    assertThat(declared.document()).contains("\"value\":\"1.10\"");
  }

  @ParameterizedTest(quoteTextArguments = false)
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          source: {type: GITHUB}                      | Project source location is required
          source: {type: NO_SOURCE, location: x, buildspec: "version: 0.2\\nphases: {build: {commands: [a]}}"} | Invalid input: source location must be empty for source type NO_SOURCE
          source: {type: GITHUB, location: nonsense}  | Invalid source: source location must be a valid git location
          source: {type: GITHUB, location: --upload-pack=x} | Invalid source: source location must be a valid git location
          source: {type: CODEPIPELINE}                | Invalid input: when using CodePipeline both sourceType, and artifactType must be set to: CODEPIPELINE
          source: {type: S3, location: b/k, gitSubmodulesConfig: {fetchSubmodules: false}} | Git submodules config is not supported for S3 source
          source: {type: S3, location: b/k, reportBuildStatus: false} | Source type S3 does not support ReportBuildStatus
          source: {type: S3, location: b/k, buildspec: "arn:aws:s3:::b/k"} | A buildspec in S3 is not supported by Baton yet; give its text, or a path in the source
          source: {type: NO_SOURCE, buildspec: b.yml} | Invalid input: source type NO_SOURCE needs a buildspec that is given as text
          artifacts: {type: S3}                       | Invalid artifacts: location is required
          artifacts: {type: NO_ARTIFACTS, location: x} | Invalid artifacts: artifact type NO_ARTIFACTS should have null location
          cache: {type: S3}                           | Invalid cache: location must be a valid S3 bucket, followed by slash and the prefix
          cache: {type: LOCAL}                        | At least one mode must be provided for cache type: LOCAL
          timeoutInMinutes: 4                         | TimeoutInMins must be between 5 and 2160
          timeoutInMinutes: 2161                      | TimeoutInMins must be between 5 and 2160
          queuedTimeoutInMinutes: 481                 | QueuedTimeoutInMins must be between 5 and 480
          concurrentBuildLimit: 0                     | Project level concurrent builds limit should be greater than 0
          logsConfig: {s3Logs: {status: ENABLED}}     | Invalid logsConfig: s3Logs location must be provided if status is 'ENABLED'
          secondarySources: [{type: S3, location: b/k}] | Invalid input: sourceIdentifier is required for secondary sources
          secondaryArtifacts: [{type: S3, location: b}] | Invalid input: artifactIdentifier is required for secondary artifacts
          secondarySourceVersions: [{sourceIdentifier: x, sourceVersion: y}] | Invalid input: secondary source identifier does not exist
          name: %LONG%                                | Project name length cannot be greater than 150 characters
          name: x                                     | Value 'x' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [A-Za-z0-9][A-Za-z0-9\\-_]{1,149}
          description: %LONG%%LONG%                   | Max description length is 255
          colour: red                                 | Unknown parameter in input: "colour"
          """)
  void wrongProjects(String member, String message) {
    String name = member.substring(0, member.indexOf(':'));
    String text =
        PLAIN.replaceFirst("(?m)^" + name + ": .*\n", "")
            + member.replace("%LONG%", "x".repeat(151))
            + "\n";

    assertThat(messages(text.replace("\\\\n", "\\n")))
        .singleElement()
        .asString()
        .startsWith(message.replace("\\\\", "\\"));
  }

  @ParameterizedTest(quoteTextArguments = false)
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          type: LINUX_CONTAINER, image: i, computeType: HUGE                        | Invalid compute type provided
          type: LINUX_CONTAINER, image: i, computeType: BUILD_LAMBDA_1GB            | Compute type BUILD_LAMBDA_1GB is not supported for LINUX_CONTAINER
          type: LINUX_LAMBDA_CONTAINER, image: i, computeType: BUILD_LAMBDA_1GB, privilegedMode: true | Cannot specify privilegedMode for lambda compute
          type: LINUX_CONTAINER, image: "aws/codebuild/x:1", computeType: BUILD_GENERAL1_SMALL, imagePullCredentialsType: SERVICE_ROLE | Invalid input: cannot use a CodeBuild curated image with imagePullCredentialsType SERVICE_ROLE
          type: LINUX_CONTAINER, image: i, computeType: BUILD_GENERAL1_SMALL, environmentVariables: [{name: CODEBUILD_X, value: a}] | No user environment variables can start with CODEBUILD_
          type: LINUX_CONTAINER, image: i, computeType: BUILD_GENERAL1_SMALL, environmentVariables: [{name: A, value: a}, {name: A, value: b}] | EnvironmentVariable name cannot be duplicated
          type: LINUX_CONTAINER, image: i, computeType: BUILD_GENERAL1_SMALL, environmentVariables: [{name: A, value: a, type: PLAIN}] | Value 'PLAIN' at 'environment.environmentVariables.1.member.type' failed to satisfy constraint: Member must satisfy enum value set: [PLAINTEXT, PARAMETER_STORE, SECRETS_MANAGER]
          type: LINUX_CONTAINER, computeType: BUILD_GENERAL1_SMALL                  | Value at 'environment.image' failed to satisfy constraint: Member must not be null
          """)
  void wrongEnvironments(String environment, String message) {
    String text =
        PLAIN.replaceFirst("(?m)^environment: .*\n", "") + "environment: {" + environment + "}\n";

    assertThat(messages(text)).containsExactly(message);
  }

  @Test
  void whatIsMissingIsNamedAllAtOnce() {
    assertThat(messages("{}"))
        .containsExactlyInAnyOrder(
            "Value at 'name' failed to satisfy constraint: Member must not be null",
            "Value at 'serviceRole' failed to satisfy constraint: Member must not be null",
            "Value at 'source' failed to satisfy constraint: Member must not be null",
            "Value at 'artifacts' failed to satisfy constraint: Member must not be null",
            "Value at 'environment' failed to satisfy constraint: Member must not be null");
  }

  @Test
  void whatIsWrongWithAnInlineBuildspecIsWarnedOf() {
    String text =
        PLAIN.replace(
            "demo.git\"}", "demo.git\", buildspec: \"version: 0.2\\nphases: {biuld: {}}\"}");

    assertThat(read(text).value()).isPresent();
    assertThat(messages(text))
        .containsExactly(
            "In the buildspec, line 2: Invalid buildspec phase name: biuld. Expecting:"
                + " build,install,post_build,pre_build");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "nonsense"})
  void aBrokenRowIsRefused(String document) {
    assertThatThrownBy(() -> new StoredProjects().read(stored(document)))
        .isInstanceOf(Refused.class);
  }

  @Test
  void theWireIgnoresWhatItDoesNotKnow() {
    Node root = DocumentReader.read("p.yml", PLAIN + "colour: red").orRefuse().root();

    assertThat(ProjectFileReader.wire((Node.ObjectNode) root).problems()).isEmpty();
  }

  private static List<String> messages(String yaml) {
    return read(yaml).problems().stream().map(Problem::message).toList();
  }

  private static Parsed<Declared> read(String yaml) {
    return DocumentReader.read("p.yml", yaml).then(ProjectFileReader::file);
  }

  private static ProjectStore.Stored stored(String document) {
    return new ProjectStore.Stored("demo", document, Instant.EPOCH, Instant.EPOCH);
  }
}
