package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CodeBuild's webhooks, as what is kept of them. */
final class ServedProjectWebhooksTest {

  private static final String TARGET = "CodeBuild_20161006.";
  private static final String PUSH = "{'type':'EVENT','pattern':'PUSH, PULL_REQUEST_CREATED'}";
  private static final String MAIN = "{'type':'HEAD_REF','pattern':'^refs/heads/main$'}";

  @TempDir Path place;
  private Served served;

  @BeforeEach
  void aProject() {
    served = new Served(place);
    project("shop", "'type':'GITHUB','location':'https://github.com/me/shop.git'");
  }

  @AfterEach
  void close() {
    served.close();
  }

  private void project(String name, String source) {
    ask("CreateProject", ServedBuildResourcesTest.project(name, source));
  }

  private Served.Answer ask(String operation, String request) {
    return served.ask(TARGET + operation, request);
  }

  private static String hook(String more) {
    return "{'projectName':'shop'" + more + "}";
  }

  private Served.Answer shown() {
    return ask("BatchGetProjects", "{'names':['shop']}");
  }

  @Test
  void aProjectShowsItsWebhookWithoutItsSecret() {
    Served.Answer made =
        ask("CreateWebhook", hook(",'filterGroups':[[" + PUSH + "," + MAIN + "]]"));
    assertThat(made.text("webhook", "secret")).hasSizeGreaterThan(40);
    served.close();
    served = new Served(place);
    assertThat(shown().text("projects", 0, "webhook", "secret")).isEmpty();
    assertThat(shown().text("projects", 0, "webhook", "payloadUrl"))
        .isEqualTo(made.text("webhook", "payloadUrl"));
    assertThat(shown().text("projects", 0, "webhook", "filterGroups", 0, 1, "pattern"))
        .isEqualTo("^refs/heads/main$");
    assertThat(served.refused(TARGET + "CreateWebhook", hook("")))
        .isEqualTo("ResourceAlreadyExistsException");
    ask("DeleteWebhook", hook(""));
    assertThat(shown().text("projects", 0, "webhook")).isEmpty();
    assertThat(served.refused(TARGET + "DeleteWebhook", hook("")))
        .isEqualTo("ResourceNotFoundException");
  }

  @Test
  void anUpdateTellsANewSecretOnlyWhenAskedTo() {
    String first = ask("CreateWebhook", hook(",'branchFilter':'^main$'")).text("webhook", "secret");
    Served.Answer changed = ask("UpdateWebhook", hook(",'filterGroups':[[" + PUSH + "]]"));
    assertThat(changed.text("webhook", "secret")).isEmpty();
    assertThat(changed.text("webhook", "branchFilter")).isEmpty();
    assertThat(shown().list("projects", 0, "webhook", "filterGroups")).hasSize(1);
    assertThat(ask("UpdateWebhook", hook(",'rotateSecret':true")).text("webhook", "secret"))
        .isNotEmpty()
        .isNotEqualTo(first);
  }

  @Test
  void aRepointedProjectDropsTheSecretOfItsWebhook() {
    ask("CreateWebhook", hook(""));
    ask(
        "UpdateProject",
        "{'name':'shop','source':{'type':'GITHUB','location':'https://github.com/you/x.git'}}");
    assertThat(shown().text("projects", 0, "webhook", "lastModifiedSecret")).isEmpty();
    assertThat(shown().text("projects", 0, "webhook", "statusMessage")).contains("dropped");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'description':'other'",
        "'source':{'type':'GITHUB','location':'https://github.com/me/shop.git','gitCloneDepth':1}",
        "'source':{'type':'GITHUB','location':'https://github.com/me/shop/'}"
      })
  void aProjectOfTheSameRepositoryKeepsTheSecretOfItsWebhook(String change) {
    ask("CreateWebhook", hook(""));
    String made = shown().text("projects", 0, "webhook", "lastModifiedSecret");
    ask("UpdateProject", "{'name':'shop'," + change + "}");
    assertThat(shown().text("projects", 0, "webhook", "lastModifiedSecret"))
        .isNotEmpty()
        .isEqualTo(made);
  }

  @Test
  void aProjectThatIsMadeAgainHasNoWebhook() {
    ask("CreateWebhook", hook(""));
    ask("DeleteProject", "{'name':'shop'}");
    project("shop", "'type':'GITHUB','location':'https://github.com/me/shop.git'");
    assertThat(shown().text("projects", 0, "webhook")).isEmpty();
  }

  @Test
  void aProjectWithoutARepositoryHasNoWebhook() {
    project("plain", "'type':'NO_SOURCE','buildspec':'{version: 0.2}'");
    assertThat(served.refused(TARGET + "CreateWebhook", "{'projectName':'plain'}"))
        .isEqualTo("InvalidInputException");
    assertThat(served.refused(TARGET + "CreateWebhook", "{'projectName':'none'}"))
        .isEqualTo("ResourceNotFoundException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[]]",
        "[[{'type':'HEAD_REF','pattern':'x'}]]",
        "[[{'type':'EVENT','pattern':'PUSHED'}]]",
        "[[{'type':'EVENT','pattern':''}]]",
        "[[{'type':'EVENT','pattern':'PUSH'},{'type':'EVENT','pattern':'PUSH'}]]",
        "[[{'type':'EVENT','pattern':'PUSH'},{'type':'HEAD_REF','pattern':'('}]]",
        "[[{'type':'EVENT','pattern':'PUSH'},{'type':'FILE_PATH','pattern':'(?!a)b'}]]",
        "[[{'type':'EVENT','pattern':'PUSH'},{'type':'FILE_PATH','pattern':''}]]"
      })
  void filtersThatAreNotCodeBuildsAreRefused(String groups) {
    assertThat(served.refused(TARGET + "CreateWebhook", hook(",'filterGroups':" + groups)))
        .isEqualTo("InvalidInputException");
    assertThat(shown().text("projects", 0, "webhook")).isEmpty();
  }

  @Test
  void aPatternThatIsNestedTooDeeplyIsRefused() {
    String deep = "(".repeat(2000) + ")".repeat(2000);
    assertThat(
            served.refused(
                TARGET + "CreateWebhook",
                hook(
                    ",'filterGroups':[["
                        + PUSH
                        + ",{'type':'HEAD_REF','pattern':'"
                        + deep
                        + "'}]]")))
        .isEqualTo("InvalidInputException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1234|5678", "^1234|5678$", "1234"})
  void aLooseActorPatternIsTold(String pattern) {
    Served.Answer made = ask("CreateWebhook", hook(actor(pattern)));
    assertThat(made.text("webhook", "statusMessage")).contains("ACTOR_ACCOUNT_ID", pattern);
  }

  @ParameterizedTest
  @ValueSource(strings = {"^(1234|5678)$", "^1234$|^5678$", "^1234$"})
  void anAnchoredActorPatternIsNot(String pattern) {
    Served.Answer made = ask("CreateWebhook", hook(actor(pattern)));
    assertThat(made.text("webhook", "statusMessage")).doesNotContain("ACTOR_ACCOUNT_ID");
  }

  private static String actor(String pattern) {
    return ",'filterGroups':[["
        + PUSH
        + ",{'type':'ACTOR_ACCOUNT_ID','pattern':'"
        + pattern
        + "'}]]";
  }
}
