package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.adapter.jetty.JettyListener;
import dev.baton.adapter.jetty.Limits;
import dev.baton.api.aws.model.Models;
import dev.baton.app.config.ConfigReader;
import dev.baton.cli.Interrupts;
import dev.baton.http.Route;
import dev.baton.testkit.SeededEntropy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every route and every operation, asked by somebody who shows nothing or rubbish. */
final class ServedRoutesTest {

  private static final Set<Integer> SHUT = Set.of(400, 401, 403, 404, 405);
  private static final Set<Integer> REFUSED = Set.of(400, 401, 403);

  private final InstantSource clock = InstantSource.system();
  private final List<Throwable> faults = new ArrayList<>();

  @TempDir Path place;
  private LocalDeck deck;
  private List<Route> routes;
  private JettyListener listener;
  private HttpClient http;

  @BeforeEach
  void open() throws IOException {
    LocalDeck.Ground ground =
        new LocalDeck.Ground(
            place.resolve("data"),
            place,
            Identity.local("ann"),
            clock,
            () -> UUID.randomUUID().toString(),
            new SeededEntropy(),
            Interrupts.NONE,
            this::keep,
            Trial.fromProperties(),
            Allowed.toOwner());
    deck = new LocalDeck(ground);
    OwnedEngine engine = deck.serve();
    ServerProcess.Door door =
        new ServerProcess(ground)
            .door(
                ConfigReader.read(Optional.empty(), Map.of(), metricsToken()).orRefuse().config(),
                deck,
                engine);
    routes = door.routes();
    listener =
        JettyListener.start(
            new JettyListener.Place("127.0.0.1", 0, Optional.empty(), Limits.USUAL),
            door.handler(),
            clock,
            this::keep);
    http = HttpClient.newHttpClient();
  }

  /** Without one the metrics would not be there at all. */
  private Map<String, String> metricsToken() throws IOException {
    Path file =
        Files.createFile(
            place.resolve("token"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, "0123456789abcdef0123456789abcdef");
    return Map.of("metrics.token-file", file.toString());
  }

  private synchronized String keep(Throwable fault) {
    faults.add(fault);
    return "fault " + faults.size();
  }

  @AfterEach
  void close() {
    http.close();
    listener.close();
    deck.close();
    assertThat(faults).isEmpty();
  }

  /** What strangers show: nothing, or what only looks like something. */
  private List<Map<String, String>> strangers() {
    String now =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC)
            .format(clock.instant());
    String scope = now.substring(0, 8) + "/us-east-1/codepipeline/aws4_request";
    return List.of(
        Map.of(),
        Map.of("Authorization", "Bearer nothing"),
        Map.of("Authorization", "Bearer "),
        Map.of("Authorization", "Basic YWRtaW46YWRtaW4="),
        Map.of("Authorization", "AWS4-HMAC-SHA256 garbage"),
        Map.of(
            "X-Amz-Date",
            now,
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIAGUESSEDGUESSED00/"
                + scope
                + ", SignedHeaders=host;x-amz-date;x-amz-target, Signature="
                + "0".repeat(64)),
        Map.of("X-Forwarded-For", "127.0.0.1", "X-Original-URL", "/_/livez", "X-Baton-Token", "x"));
  }

  private HttpResponse<String> ask(
      String method, String path, Map<String, String> headers, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(method + " " + path, e);
    }
  }

  @Test
  void ofBatonsOwnRoutesOnlyTheOpenOnesAnswerStrangers() {
    assertThat(routes).isNotEmpty();
    for (Route route : routes) {
      for (Map<String, String> shown : strangers()) {
        HttpResponse<String> answer = ask(route.method(), route.path(), shown, "");
        assertThat(answer.statusCode())
            .as("%s %s with %s", route.method(), route.path(), shown)
            .isIn(route.access() == Route.Access.OPEN ? Set.of(200, 503) : REFUSED);
      }
    }
  }

  @Test
  void anOpenRouteSaysAStatusAndNoMore() {
    assertThat(routes.stream().filter(r -> r.access() == Route.Access.OPEN))
        .extracting(Route::path)
        .containsExactlyInAnyOrder("/_/livez", "/_/readyz");
  }

  @Test
  void aRoutesOtherSpellingsAreNoWayIn() {
    for (Route route : routes) {
      String path = route.path();
      for (String spelt :
          List.of(
              path + "/",
              path + ";x",
              path + "%2f",
              "/" + path,
              "/_/." + path.substring(2),
              "/_/%2e" + path.substring(2),
              "/_/x/.." + path.substring(2),
              "/%5f" + path.substring(2))) {
        for (Map<String, String> shown : strangers()) {
          assertThat(ask(route.method(), spelt, shown, "").statusCode())
              .as("%s with %s", spelt, shown)
              .isIn(SHUT);
        }
      }
      for (String method : List.of("PUT", "DELETE", "PATCH", "OPTIONS")) {
        assertThat(ask(method, path, Map.of(), "").statusCode()).as(method).isEqualTo(405);
      }
    }
  }

  @Test
  void everyOperationOfEveryServiceIsClosedToStrangers() {
    Models.bundled()
        .all()
        .forEach(
            model ->
                model.operations().keySet().stream()
                    .map(name -> model.target() + "." + name)
                    .forEach(this::assertClosed));
  }

  private void assertClosed(String target) {
    for (Map<String, String> shown : strangers()) {
      Map<String, String> headers = new HashMap<>(shown);
      headers.put("X-Amz-Target", target);
      headers.put("Content-Type", "application/x-amz-json-1.1");
      HttpResponse<String> answer = ask("POST", "/", headers, "{}");
      assertThat(answer.statusCode()).as("%s with %s", target, shown).isIn(REFUSED);
      assertThat(answer.body())
          .as("%s with %s", target, shown)
          .matches("\\{\"__type\":\"[A-Za-z]+\",\"message\":\"[^\"]*\"}");
    }
  }

  @Test
  void everyActionOfTheQueryProtocolIsClosedToStrangers() {
    for (String action : List.of("GetCallerIdentity", "AssumeRole", "Anything", "")) {
      String form = "Action=" + action + "&Version=2011-06-15";
      for (Map<String, String> shown : strangers()) {
        Map<String, String> headers = new HashMap<>(shown);
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        for (HttpResponse<String> answer :
            List.of(ask("POST", "/", headers, form), ask("GET", "/?" + form, shown, ""))) {
          assertThat(answer.statusCode()).as("%s with %s", action, shown).isIn(REFUSED);
          assertThat(answer.body()).contains("<ErrorResponse").doesNotContain("000000000000");
        }
      }
    }
  }
}
