package dev.baton.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One spelling of a path reaches a handler, and only past the gate. */
final class RoutesTest {

  private final Routes routes =
      new Routes(
          List.of(
              new Route("GET", "/_/open", Route.Access.OPEN, _ -> Response.text(200, "open")),
              new Route(
                  "GET", "/_/inner", Route.Access.ADMINISTRATOR, _ -> Response.text(200, "inner"))),
          (access, _) ->
              access == Route.Access.OPEN ? Optional.empty() : Optional.of(Response.empty(403)),
          _ -> Response.empty(299));

  private int status(String method, String path) throws IOException {
    return routes
        .handle(
            new Request(method, path, "", Headers.NONE, "127.0.0.1", InputStream.nullInputStream()))
        .status();
  }

  @Test
  void anOpenRouteAnswersEverybody() throws IOException {
    assertThat(status("GET", "/_/open")).isEqualTo(200);
  }

  @Test
  void aGuardedRouteIsBehindTheGate() throws IOException {
    assertThat(status("GET", "/_/inner")).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/_/inner/",
        "/_/inner;x",
        "/_//inner",
        "/_/./inner",
        "/_/open/../inner",
        "/_/%69nner",
        "/_/INNER",
        "/_/",
        "/_"
      })
  void anotherSpellingIsNotThere(String path) throws IOException {
    assertThat(status("GET", path)).isEqualTo(404);
  }

  @Test
  void anotherMethodIsRefusedBeforeTheGateIsAsked() throws IOException {
    assertThat(status("POST", "/_/inner")).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/bucket/key", "//_/inner", "/%5F/inner", "/a/../_/inner"})
  void everythingElseIsForTheOtherHandler(String path) throws IOException {
    assertThat(status("GET", path)).isEqualTo(299);
  }
}
