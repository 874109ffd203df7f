package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import dev.baton.api.aws.model.Models;
import dev.baton.api.aws.wire.Json;
import dev.baton.model.access.Principal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each kind of principal may ask of a server, over every operation that there is. */
final class PermissionsTest {

  private static final String ACCOUNT = "000000000000";
  private static final String DENIED = "AccessDeniedException";
  private static final String BUILD = "shop:01234567-89ab-4def-8123-456789abcdef";

  /** What a build needs; a new operation comes here only after somebody has thought about it. */
  private static final Set<String> FOR_BUILDS =
      Set.of(
          "AmazonSSM.GetParameter",
          "AmazonSSM.GetParameters",
          "AmazonSSM.GetParametersByPath",
          "AmazonSSM.GetParameterHistory",
          "secretsmanager.GetSecretValue",
          "secretsmanager.DescribeSecret");

  /** The same, as far as it concerns the build's own project. */
  private static final Set<String> FOR_BUILDS_OF_THE_PROJECT =
      Set.of(
          "CodeBuild_20161006.BatchGetBuilds",
          "CodeBuild_20161006.StopBuild",
          "CodeBuild_20161006.BatchGetProjects",
          "CodeBuild_20161006.ListBuildsForProject",
          "Logs_20140328.CreateLogGroup",
          "Logs_20140328.CreateLogStream",
          "Logs_20140328.PutLogEvents",
          "Logs_20140328.DescribeLogStreams",
          "Logs_20140328.GetLogEvents",
          "Logs_20140328.FilterLogEvents");

  private static final Set<String> FOR_ADMINISTRATORS =
      Set.of(
          "CodeBuild_20161006.ImportSourceCredentials",
          "CodeBuild_20161006.DeleteSourceCredentials",
          "CodeBuild_20161006.PutResourcePolicy",
          "CodeBuild_20161006.DeleteResourcePolicy",
          "secretsmanager.PutResourcePolicy",
          "secretsmanager.DeleteResourcePolicy",
          "Logs_20140328.PutResourcePolicy",
          "Logs_20140328.DeleteResourcePolicy",
          "AmazonSSM.PutResourcePolicy",
          "AmazonSSM.DeleteResourcePolicy");

  private final Caller administrator = caller(Principal.administrator(ACCOUNT, "ada"));
  private final Caller user = caller(Principal.user(ACCOUNT, "ben"));
  private final Caller build = caller(Principal.buildSession(ACCOUNT, "role", BUILD));

  @TempDir Path place;
  private Served served;

  private static Caller caller(Principal principal) {
    return new Caller(principal, "us-east-1", false);
  }

  @BeforeEach
  void open() {
    served = new Served(place);
  }

  @AfterEach
  void close() {
    served.close();
  }

  private Map<?, ?> ask(Caller caller, String target, String body) {
    Dispatcher.Answer answer =
        served
            .dispatcher()
            .call(caller, target, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    assertThat(answer.status()).as(target).isLessThan(500);
    return (Map<?, ?>) Json.tree(answer.body());
  }

  private boolean isDenied(Caller caller, String target) {
    return DENIED.equals(ask(caller, target, "{}").get("__type"));
  }

  private static Stream<String> everyOperation() {
    return Models.bundled().all().stream()
        .flatMap(m -> m.operations().keySet().stream().map(name -> m.target() + "." + name));
  }

  @Test
  void everyOperationThatIsCarriedOutIsOneThatTheModelsKnow() {
    assertThat(everyOperation()).containsAll(served.dispatcher().targets());
  }

  @Test
  void ofAllOperationsABuildSessionMayAskThoseThatABuildNeeds() {
    assertThat(everyOperation().filter(target -> !isDenied(build, target)))
        .containsAll(FOR_BUILDS)
        .filteredOn(target -> !FOR_BUILDS.contains(target))
        .allMatch(FOR_BUILDS_OF_THE_PROJECT::contains)
        .noneMatch(served.dispatcher().targets()::contains);
  }

  @Test
  void ofAllOperationsAUserMayAskAllThatDoNotDecideOverOthers() {
    assertThat(everyOperation().filter(target -> isDenied(user, target)))
        .containsExactlyInAnyOrderElementsOf(
            FOR_ADMINISTRATORS.stream().filter(target -> Models.bundled().knows(target)).toList());
  }

  @Test
  void anAdministratorMayAskEverything() {
    assertThat(everyOperation().filter(target -> isDenied(administrator, target))).isEmpty();
  }

  @Test
  void anOlderSpellingOfATargetOpensNoOtherDoor() {
    assertThat(isDenied(build, "CodePipeline.PutApprovalResult")).isTrue();
    assertThat(isDenied(build, "secretsmanager_20171017.PutSecretValue")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CodeBuild_20161006.BatchGetBuilds       | {'ids':['shop:x']}
          CodeBuild_20161006.BatchGetProjects     | {'names':['shop']}
          CodeBuild_20161006.ListBuildsForProject | {'projectName':'shop'}
          CodeBuild_20161006.StopBuild | {'id':'shop:01234567-89ab-4def-8123-456789abcdef'}
          Logs_20140328.CreateLogStream | {'logGroupName':'/aws/codebuild/shop','logStreamName':'s'}
          Logs_20140328.GetLogEvents | {'logGroupName':'/aws/codebuild/shop','logStreamName':'s'}
          """)
  void aBuildMayAskAboutItsOwnProject(String target, String body) {
    assertThat(ask(build, target, body).get("__type")).isNotEqualTo(DENIED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CodeBuild_20161006.BatchGetBuilds       | {'ids':['shop:x','shopping:x']}
          CodeBuild_20161006.BatchGetBuilds       | {'ids':['SHOP:x']}
          CodeBuild_20161006.BatchGetBuilds       | {'ids':['shop']}
          CodeBuild_20161006.BatchGetProjects     | {'names':['shop','other']}
          CodeBuild_20161006.ListBuildsForProject | {'projectName':'other'}
          CodeBuild_20161006.StopBuild            | {'id':'shop:another-build'}
          Logs_20140328.GetLogEvents   | {'logGroupName':'/aws/codebuild/other','logStreamName':'s'}
          Logs_20140328.GetLogEvents   | {'logGroupName':'/aws/codebuild/shop2','logStreamName':'s'}
          Logs_20140328.FilterLogEvents | {'logGroupIdentifier':'/aws/codebuild/other'}
          Logs_20140328.FilterLogEvents \
          | {'logGroupName':'/aws/codebuild/shop','logGroupIdentifier':'/aws/codebuild/other'}
          CodeBuild_20161006.StartBuild           | {'projectName':'shop'}
          CodeBuild_20161006.UpdateProject        | {'name':'other'}
          CodePipeline_20150709.GetPipeline       | {'name':'shop'}
          """)
  void aBuildMayNotAskAboutOthers(String target, String body) {
    assertThat(ask(build, target, body).get("__type")).isEqualTo(DENIED);
  }

  @Test
  void everyOperationOfItsProjectIsClosedWhenItNamesNone() {
    assertThat(served.dispatcher().targets().stream().filter(FOR_BUILDS_OF_THE_PROJECT::contains))
        .isNotEmpty()
        .allMatch(target -> isDenied(build, target));
  }

  @Test
  void theRefusalNamesWhoAndWhatInAwssWords() {
    assertThat(ask(build, "CodePipeline_20150709.PutApprovalResult", "{}").get("message"))
        .isEqualTo(
            "User: arn:aws:sts::000000000000:assumed-role/role/"
                + "AWSCodeBuild-01234567-89ab-4def-8123-456789abcdef"
                + " is not authorized to perform: codepipeline:PutApprovalResult");
  }
}
