package dev.baton.api.aws.codebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import dev.baton.model.access.Principal;
import dev.baton.model.build.BuildStatus;
import dev.baton.testkit.InMemoryBuildStore;
import dev.baton.testkit.InMemoryProjectStore;
import dev.baton.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ListBuilds, ListBuildsForProject and BatchDeleteBuilds, over stores in memory. */
final class BuildListsTest {

  private static final Caller CALLER =
      new Caller(Principal.administrator(Samples.ACCOUNT, "ann"), Samples.REGION, true);

  private final InMemoryBuildStore store = new InMemoryBuildStore();
  private final Dispatcher dispatcher = dispatcher();

  private Dispatcher dispatcher() {
    BuildHandlers handlers = new BuildHandlers(store, new InMemoryProjectStore());
    Dispatcher.Builder routes = new Dispatcher.Builder();
    handlers.addReads(routes);
    handlers.addDeletion(routes);
    return routes.build();
  }

  private String call(String operation, String body) {
    Dispatcher.Answer answer =
        dispatcher.call(
            CALLER, "CodeBuild_20161006." + operation, body.getBytes(StandardCharsets.UTF_8));
    return answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
  }

  private void add(String project, String uuid, BuildStatus status) {
    store.add(Samples.build(project, uuid, 1, status, Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ListBuilds; {}; 200 {\"ids\":[\"a:3\",\"b:2\",\"a:1\"]}",
        "ListBuilds; {\"sortOrder\":\"DESCENDING\"}; 200 {\"ids\":[\"a:3\",\"b:2\",\"a:1\"]}",
        "ListBuilds; {\"sortOrder\":\"ASCENDING\"}; 200 {\"ids\":[\"a:1\",\"b:2\",\"a:3\"]}",
        "ListBuildsForProject; {\"projectName\":\"a\"}; 200 {\"ids\":[\"a:3\",\"a:1\"]}",
        "ListBuildsForProject; {\"projectName\":\"a\",\"sortOrder\":\"ASCENDING\"}; 200"
            + " {\"ids\":[\"a:1\",\"a:3\"]}",
      })
  void buildsAreListedInTheOrderAskedFor(String operation, String body, String answer) {
    add("a", "1", BuildStatus.SUCCEEDED);
    add("b", "2", BuildStatus.SUCCEEDED);
    add("a", "3", BuildStatus.SUCCEEDED);

    assertThat(call(operation, body)).isEqualTo(answer);
  }

  @Test
  void anotherOrderIsRefused() {
    assertThat(call("ListBuilds", "{\"sortOrder\":\"RANDOM\"}"))
        .startsWith("400 {\"__type\":\"InvalidInputException\"")
        .contains("sortOrder")
        .contains("ASCENDING");
  }

  @ParameterizedTest
  @CsvSource({"ASCENDING, a:1, a:101", "DESCENDING, a:101, a:1"})
  void aSecondPageGoesOnInTheSameOrder(String order, String first, String last) {
    for (int i = 1; i <= 101; i++) {
      add("a", Integer.toString(i), BuildStatus.SUCCEEDED);
    }

    String page = call("ListBuilds", "{\"sortOrder\":\"" + order + "\"}");
    String token = page.replaceFirst(".*\"nextToken\":\"([^\"]+)\".*", "$1");

    assertThat(page).contains("\"" + first + "\"").doesNotContain("\"" + last + "\"");
    assertThat(
            call("ListBuilds", "{\"sortOrder\":\"" + order + "\",\"nextToken\":\"" + token + "\"}"))
        .isEqualTo("200 {\"ids\":[\"" + last + "\"]}");
  }

  @Test
  void completeBuildsAreDeletedAndRunningOnesAreNot() {
    add("a", "1", BuildStatus.SUCCEEDED);
    add("a", "2", BuildStatus.IN_PROGRESS);
    String arn = "arn:aws:codebuild:" + Samples.REGION + ":" + Samples.ACCOUNT + ":build/";

    String answer =
        call("BatchDeleteBuilds", "{\"ids\":[\"" + arn + "a:1\",\"a:2\",\"a:unknown\"]}");

    assertThat(answer)
        .contains("\"buildsDeleted\":[\"" + arn + "a:1\",\"" + arn + "a:unknown\"]")
        .contains("{\"id\":\"" + arn + "a:2\",\"statusCode\":\"BUILD_IN_PROGRESS\"}");
    assertThat(call("ListBuilds", "{}")).isEqualTo("200 {\"ids\":[\"a:2\"]}");
  }

  @Test
  void deletingNothingIsRefused() {
    assertThat(call("BatchDeleteBuilds", "{\"ids\":[]}"))
        .startsWith("400 {\"__type\":\"InvalidInputException\"");
  }
}
