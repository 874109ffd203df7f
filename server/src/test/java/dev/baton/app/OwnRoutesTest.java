package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.http.Headers;
import dev.baton.http.Request;
import dev.baton.http.Response;
import dev.baton.http.Route;
import dev.baton.model.access.Principal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server tells {@code baton --server}, to whom, and what it takes from whom. */
final class OwnRoutesTest {

  private static final String ACCOUNT = "000000000000";
  private static final String TOKEN = "ghp_TheTokenThatNobodyMaySee";

  private static final Principal BUILD =
      Principal.buildSession(ACCOUNT, "build", "shop:0c7e5e61-6d7c-4f6e-9d2c-1b4f7b7a2a11");

  private static final String PIPELINE =
      """
      {'pipeline': {'name': 'shop', 'roleArn': 'arn:aws:iam::000000000000:role/x', 'version': 1,
        'artifactStore': {'type': 'S3', 'location': 'artifacts'},
        'stages': [
          {'name': 'Source', 'actions': [{'name': 'Hub',
            'actionTypeId': {'category': 'Source', 'owner': 'ThirdParty', 'provider': 'GitHub',
              'version': '1'},
            'configuration': {'Owner': 'o', 'Repo': 'r', 'Branch': 'main', 'OAuthToken': '%s'},
            'outputArtifacts': [{'name': 'App'}]}]},
          {'name': 'Ask', 'actions': [{'name': 'Release',
            'actionTypeId': {'category': 'Approval', 'owner': 'AWS', 'provider': 'Manual',
              'version': '1'}}]}]}}
      """
          .formatted(TOKEN);

  @TempDir private Path place;
  private Served served;

  @BeforeEach
  void aServer() {
    served = new Served(place);
  }

  @AfterEach
  void itEnds() throws IOException {
    served.close();
  }

  private record Said(int status, String body) {}

  private static Said ask(Route route, String query, String body) throws IOException {
    Response answer =
        route
            .handler()
            .handle(
                new Request(
                    route.method(),
                    route.path(),
                    query,
                    Headers.of("Host", "127.0.0.1"),
                    "127.0.0.1",
                    new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    answer.body().writeTo(bytes);
    return new Said(answer.status(), bytes.toString(StandardCharsets.UTF_8));
  }

  private Said administrator(String path, String query, String body) throws IOException {
    List<Route> routes = served.routes(Principal.administrator(ACCOUNT, "ada"));
    Route route = routes.stream().filter(r -> r.path().equals(path)).findFirst().orElseThrow();
    return ask(route, query, body);
  }

  @Test
  void aBuildSessionIsRefusedAtEveryAddress() throws IOException {
    for (Route route : served.routes(BUILD)) {
      Said said = ask(route, "", "{}");

      assertThat(said.status()).as(route.path()).isEqualTo(403);
      assertThat(said.body()).as(route.path()).contains("AccessDeniedException");
    }
  }

  @Test
  void keysAndTheAuditRecordAreForAdministrators() throws IOException {
    for (Route route : served.routes(Principal.user(ACCOUNT, "bob"))) {
      if (route.access() == Route.Access.ADMINISTRATOR) {
        assertThat(ask(route, "limit=1", "{\"list\":true}").status())
            .as(route.path())
            .isEqualTo(403);
      }
    }
  }

  @Test
  void noReadIsAFaultWhateverItIsAsked() throws IOException {
    for (Route route : served.routes(Principal.user(ACCOUNT, "bob"))) {
      for (String query :
          List.of("", "id=%00&pipeline=%2e%2e&prefix=&limit=x", "digest=..%2F..", "%zz", "a&a&=")) {
        assertThat(ask(route, query, "").status()).as(route.path() + "?" + query).isLessThan(500);
      }
    }
  }

  @Test
  void aSecretOfADefinitionIsToldToNobody() throws IOException {
    served.ask("CodePipeline_20150709.CreatePipeline", PIPELINE);
    served.until(
        "CodePipeline_20150709.ListActionExecutions",
        "{'pipelineName': 'shop'}",
        answer -> answer.text("actionExecutionDetails", 0, "status").equals("Failed"));
    String execution =
        served
            .ask("CodePipeline_20150709.ListPipelineExecutions", "{'pipelineName': 'shop'}")
            .text("pipelineExecutionSummaries", 0, "pipelineExecutionId");

    for (String[] asked :
        new String[][] {
          {"pipeline", "name=shop"},
          {"version", "pipeline=shop&version=1"},
          {"pipelines", "limit=10&after="},
          {"unit", "pipeline=shop"},
          {"execution", "pipeline=shop&id=" + execution},
          {"executions-by-prefix", "prefix=" + execution.substring(0, 6)},
          {"executions", "limit=10"}
        }) {
      Said said = administrator("/_/read/" + asked[0], asked[1], "");
      assertThat(said.status()).as(said.body()).isEqualTo(200);
      assertThat(said.body()).as(asked[0]).contains("shop").doesNotContain(TOKEN);
    }
  }

  @Test
  void aDirectoryOfTheServersMachineIsNoSource() throws IOException {
    Said said =
        administrator(
            "/_/build",
            "",
            """
            {"project": "shop", "source": "%s", "variables": [], "environment": {},
             "token": "0c7e5e61-6d7c-4f6e-9d2c-1b4f7b7a2a11", "waits": false}
            """
                .formatted(place));

    assertThat(said.status()).as(said.body()).isEqualTo(400);
    assertThat(said.body()).contains("files of its machine are for the owner");
  }

  @Test
  void aProjectOfACommandNamesNoFileOfTheServersMachine() throws IOException {
    String project =
        """
        {"name": "shop", "source": {"type": "GITHUB", "location": "%s"},
         "artifacts": {"type": "NO_ARTIFACTS"}, "serviceRole": "arn:aws:iam::000000000000:role/x",
         "environment": {"type": "LINUX_CONTAINER", "image": "x", "computeType": "y"}}
        """
            .formatted(place)
            .replace("\"", "\\\"")
            .replace("\n", " ");
    Said said =
        administrator(
            "/_/build",
            "",
            """
            {"project": "shop", "projectDocument": "%s", "source": "https://example.org/x.git",
             "variables": [], "environment": {}, "waits": false,
             "token": "0c7e5e61-6d7c-4f6e-9d2c-1b4f7b7a2a11"}
            """
                .formatted(project));

    assertThat(said.status()).as(said.body()).isEqualTo(400);
    assertThat(said.body()).contains("files of its machine are for the owner");
  }

  @Test
  void whatIsNoArchiveIsRefusedAndLeavesNothing() throws IOException {
    Said said = administrator("/_/uploads", "", "this is no zip");

    assertThat(said.status()).as(said.body()).isEqualTo(400);
    assertThat(served.data.resolve("uploads")).isEmptyDirectory();
    assertThat(served.data.resolve("scratch")).isEmptyDirectory();
  }
}
