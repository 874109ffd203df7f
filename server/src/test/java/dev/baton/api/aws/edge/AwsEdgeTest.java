package dev.baton.api.aws.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import dev.baton.api.aws.Rates;
import dev.baton.http.Headers;
import dev.baton.http.Request;
import dev.baton.http.Response;
import dev.baton.model.access.Principal;
import dev.baton.model.audit.Origin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes in without being an AWS request is refused in AWS's form. */
final class AwsEdgeTest {

  private static final Caller CALLER =
      new Caller(Principal.administrator("000000000000", "u"), "us-east-1", true);

  private static final Rates RATES = new Rates(Rates.Limits.USUAL, () -> 0);

  private static Response ask(Authentication door, String method, String path, Headers headers)
      throws IOException {
    return ask(door, method, path, headers, new byte[0]);
  }

  private static Response ask(
      Authentication door, String method, String path, Headers headers, byte[] body)
      throws IOException {
    AwsEdge edge =
        new AwsEdge(
            new AwsEdge.Parts(
                new Dispatcher.Builder().build(), door, RATES, () -> "id-1", _ -> "fault-1"));
    return edge.handle(
        new Request(method, path, "", headers, "127.0.0.1", new ByteArrayInputStream(body)));
  }

  private static String text(Response response) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    response.body().writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void anUnknownTargetIsAnUnknownOperation() throws IOException {
    Response answer =
        ask(
            new OpenDoor(CALLER),
            "POST",
            "/",
            Headers.of("Host", "localhost:1", "X-Amz-Target", "CodePipeline_20150709.Fly"));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(text(answer)).contains("UnknownOperationException", "Fly");
  }

  @Test
  void everyAnswerHasARequestId() throws IOException {
    Response answer = ask(new OpenDoor(CALLER), "GET", "/", Headers.NONE);
    assertThat(answer.headers().first("x-amzn-requestid")).hasValue("id-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "localhost.evil.example", "10.0.0.1:80", "", "localhost:"})
  void withoutAuthenticationAForeignHostIsRefused(String host) throws IOException {
    Response answer =
        ask(new OpenDoor(CALLER), "POST", "/", Headers.of("Host", host, "X-Amz-Target", "A.B"));
    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void withoutAuthenticationAPagesRequestIsRefused() throws IOException {
    Response answer =
        ask(
            new OpenDoor(CALLER),
            "POST",
            "/",
            Headers.of("Host", "127.0.0.1:7575", "X-Amz-Target", "A.B", "Origin", "null"));
    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void whoAsksTooOftenIsToldSoAsAwsDoes() throws IOException {
    Caller signed = new Caller(CALLER.principal(), "us-east-1", false, Origin.signedBy("AKIA1"));
    Authentication door = (_, _) -> _ -> signed;
    Rates once =
        new Rates(new Rates.Limits(new Rates.Limit(1, 1), new Rates.Limit(1, 1), false), () -> 0);
    AwsEdge edge =
        new AwsEdge(
            new AwsEdge.Parts(
                new Dispatcher.Builder().build(), door, once, () -> "id-1", _ -> "fault-1"));
    Headers target = Headers.of("X-Amz-Target", "CodePipeline_20150709.Fly");
    assertThat(text(edge.handle(request(target)))).contains("UnknownOperationException");
    Response second = edge.handle(request(target));
    assertThat(second.status()).isEqualTo(400);
    assertThat(text(second))
        .isEqualTo("{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}");
  }

  private static Request request(Headers headers) {
    return new Request(
        "POST", "/", "", headers, "127.0.0.1", new ByteArrayInputStream(new byte[0]));
  }

  @Test
  void whoIsRefusedLearnsNothingOfOperations() throws IOException {
    Authentication shut =
        (_, _) -> {
          throw new AwsFault("UnrecognizedClientException", 403, "no");
        };
    Response answer =
        ask(shut, "POST", "/", Headers.of("X-Amz-Target", "CodePipeline_20150709.Fly"));
    assertThat(text(answer)).contains("UnrecognizedClientException").doesNotContain("Fly");
  }

  @Test
  void aBodyBeyondTheLimitIsRefused() throws IOException {
    Response answer =
        ask(
            new OpenDoor(CALLER),
            "POST",
            "/",
            Headers.of("Host", "localhost", "X-Amz-Target", "A.B"),
            new byte[8 * 1024 * 1024 + 1]);
    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void twoTargetsAreRefused() throws IOException {
    Response answer =
        ask(
            new OpenDoor(CALLER),
            "POST",
            "/",
            Headers.of("Host", "localhost", "X-Amz-Target", "A.B", "x-amz-target", "C.D"));
    assertThat(answer.status()).isEqualTo(404);
  }

  @Test
  void aStrangersBodyIsNotRead() throws IOException {
    Authentication shut =
        (_, _) -> {
          throw new AwsFault("UnrecognizedClientException", 403, "no");
        };
    InputStream unread =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError("the body was read");
          }
        };
    AwsEdge edge =
        new AwsEdge(
            new AwsEdge.Parts(
                new Dispatcher.Builder().build(), shut, RATES, () -> "id-1", _ -> "fault-1"));

    Response answer =
        edge.handle(
            new Request("POST", "/", "", Headers.of("X-Amz-Target", "A.B"), "127.0.0.1", unread));

    assertThat(answer.status()).isEqualTo(403);
  }
}
