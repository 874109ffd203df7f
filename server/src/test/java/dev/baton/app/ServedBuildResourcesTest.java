package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Source credentials, resource policies and curated images. */
final class ServedBuildResourcesTest {

  private static final String TARGET = "CodeBuild_20161006.";
  private static final String ARN = "arn:aws:codebuild:us-east-1:000000000000:";
  private static final String TOKEN = "correct-horse-battery";
  private static final String GITHUB =
      "{'serverType':'GITHUB','authType':'PERSONAL_ACCESS_TOKEN','token':'%s'%s}";

  @TempDir Path place;
  private Served served;

  @BeforeEach
  void open() {
    served = new Served(place);
  }

  @AfterEach
  void close() {
    served.close();
  }

  /** CreateProject's request, with that source. */
  static String project(String name, String source) {
    return """
    {'name':'%s','serviceRole':'arn:aws:iam::000000000000:role/r','source':{%s},
     'artifacts':{'type':'NO_ARTIFACTS'},
     'environment':{'type':'LINUX_CONTAINER','image':'aws/codebuild/standard:7.0',
       'computeType':'BUILD_GENERAL1_SMALL'}}
    """
        .formatted(name, source);
  }

  private Served.Answer ask(String operation, String request) {
    return served.ask(TARGET + operation, request);
  }

  @Test
  void aCredentialIsListedWithoutItsToken() throws IOException {
    String arn = ask("ImportSourceCredentials", GITHUB.formatted(TOKEN, "")).text("arn");
    served.close();
    assertNowhere(TOKEN);
    served = new Served(place);
    Served.Answer list = ask("ListSourceCredentials", "{}");
    assertThat(list.text("sourceCredentialsInfos"))
        .isEqualTo("[{arn=" + arn + ", serverType=GITHUB, authType=PERSONAL_ACCESS_TOKEN}]");
    assertThat(ask("DeleteSourceCredentials", "{'arn':'" + arn + "'}").text("arn")).isEqualTo(arn);
    assertThat(ask("ListSourceCredentials", "{}").list("sourceCredentialsInfos")).isEmpty();
    assertThat(served.refused(TARGET + "DeleteSourceCredentials", "{'arn':'" + arn + "'}"))
        .isEqualTo("ResourceNotFoundException");
  }

  private void assertNowhere(String text) throws IOException {
    try (Stream<Path> files = Files.walk(served.data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(bytes.contains(text)).as(file.toString()).isFalse();
      }
    }
  }

  @Test
  void aServerHasOneCredential() {
    ask("ImportSourceCredentials", GITHUB.formatted(TOKEN, ""));
    assertThat(
            served.refused(
                TARGET + "ImportSourceCredentials",
                GITHUB.formatted("other", ",'shouldOverwrite':false")))
        .isEqualTo("ResourceAlreadyExistsException");
    ask("ImportSourceCredentials", GITHUB.formatted("other", ""));
    assertThat(ask("ListSourceCredentials", "{}").list("sourceCredentialsInfos")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "GITHUB|OAUTH|t|",
        "GITHUB|BASIC_AUTH|t|,'username':'me'",
        "GITLAB|PERSONAL_ACCESS_TOKEN|t|",
        "BITBUCKET|BASIC_AUTH|t|",
        "GITHUB|PERSONAL_ACCESS_TOKEN|t|,'username':'me'",
        "GITHUB|PERSONAL_ACCESS_TOKEN|a\\nb|",
        "GITHUB|CODECONNECTIONS|t|",
        "GITHUB|SECRETS_MANAGER|arn:aws:codeconnections:us-east-1:000000000000:connection/a|"
      })
  void aCredentialThatItsServerDoesNotTakeIsRefused(
      String server, String type, String token, String more) {
    String request =
        "{'serverType':'%s','authType':'%s','token':'%s'%s}"
            .formatted(server, type, token, more == null ? "" : more);
    assertThat(served.refused(TARGET + "ImportSourceCredentials", request))
        .isEqualTo("InvalidInputException");
    assertThat(ask("ListSourceCredentials", "{}").list("sourceCredentialsInfos")).isEmpty();
  }

  @Test
  void aPolicyGoesWithItsResource() {
    String source = "'type':'NO_SOURCE','buildspec':'{version: 0.2}'";
    String policy = "{\\'Version\\':\\'2012-10-17\\',\\'Statement\\':[]}";
    String put = "{'resourceArn':'" + ARN + "project/shop','policy':'" + policy + "'}";
    String get = "{'resourceArn':'" + ARN + "project/shop'}";
    assertThat(served.refused(TARGET + "PutResourcePolicy", put))
        .isEqualTo("ResourceNotFoundException");
    ask("CreateProject", project("shop", source));
    ask("PutResourcePolicy", put);
    ask("PutResourcePolicy", put);
    assertThat(ask("GetResourcePolicy", get).text("policy"))
        .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[]}");
    ask("DeleteProject", "{'name':'shop'}");
    ask("CreateProject", project("shop", source));
    assertThat(served.refused(TARGET + "GetResourcePolicy", get))
        .isEqualTo("ResourceNotFoundException");
    ask("PutResourcePolicy", put);
    ask("DeleteResourcePolicy", get);
    assertThat(served.refused(TARGET + "GetResourcePolicy", get))
        .isEqualTo("ResourceNotFoundException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "[]", "{}", "{} {}"})
  void whatIsNoPolicyIsRefused(String policy) {
    assertThat(
            served.refused(
                TARGET + "PutResourcePolicy",
                "{'resourceArn':'" + ARN + "project/shop','policy':'" + policy + "'}"))
        .isEqualTo("InvalidInputException");
  }

  @Test
  void theImagesSayWhereCommandsRun() {
    Served.Answer images = ask("ListCuratedEnvironmentImages", "{}");
    assertThat(images.text("platforms", 0, "languages", 0, "images", 0, "description"))
        .contains("on the server's own machine");
  }

  @Test
  void thePublicVisibilityOfBuildsIsRefused() {
    assertThat(
            served.refused(
                TARGET + "UpdateProjectVisibility",
                "{'projectArn':'" + ARN + "project/shop','projectVisibility':'PUBLIC_READ'}"))
        .isEqualTo("InvalidInputException");
  }
}
