package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.CodeBuildException;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Who is let in, and what is told to whoever is not. */
@ExtendWith(SdkServer.class)
final class SdkDoorTest {

  private static final String LIST = "CodePipeline_20150709.ListPipelines";

  @Test
  void aWrongSecretIsRefused(SdkServer.Place place) {
    String id = place.administrator().accessKeyId();
    try (Sdk stranger = Sdk.of(place, AwsBasicCredentials.create(id, "guessed"))) {
      assertThatExceptionOfType(CodePipelineException.class)
          .isThrownBy(() -> stranger.pipelines.listPipelines(_ -> {}))
          .satisfies(
              e -> {
                assertThat(e.statusCode()).isEqualTo(403);
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidSignatureException");
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AKIAGUESSED000000000", "x", "AKIA/../../000000000"})
  void aKeyThatNobodyMadeIsRefused(String id, SdkServer.Place place) {
    try (Sdk stranger = Sdk.of(place, AwsBasicCredentials.create(id, "guessed"))) {
      assertThatExceptionOfType(CodeBuildException.class)
          .isThrownBy(() -> stranger.builds.listSourceCredentials(_ -> {}))
          .matches(e -> e.statusCode() == 403);
      assertThatExceptionOfType(CodeBuildException.class)
          .isThrownBy(() -> stranger.builds.listCuratedEnvironmentImages(_ -> {}))
          .matches(e -> e.statusCode() == 403);
    }
  }

  @Test
  void aSessionsKeyWorksWithItsTokenOnly(Sdk sdk, SdkServer.Place place) {
    Credentials made;
    try (StsClient sts = sdk.sts()) {
      assertThat(sts.getCallerIdentity().account()).isEqualTo(Sdk.ACCOUNT);
      made = sts.assumeRole(r -> r.roleArn(Sdk.ROLE).roleSessionName("night")).credentials();
    }
    try (Sdk session =
            Sdk.of(
                place,
                AwsSessionCredentials.create(
                    made.accessKeyId(), made.secretAccessKey(), made.sessionToken()));
        Sdk without =
            Sdk.of(place, AwsBasicCredentials.create(made.accessKeyId(), made.secretAccessKey()))) {
      assertThat(session.pipelines.listPipelines(_ -> {}).sdkHttpResponse().isSuccessful())
          .isTrue();
      assertThatExceptionOfType(CodePipelineException.class)
          .isThrownBy(() -> without.pipelines.listPipelines(_ -> {}))
          .matches(e -> e.statusCode() == 403);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-3600, 3600})
  void aClientWhoseClockIsWrongCorrectsItself(int seconds, Sdk sdk) {
    Attempts attempts = new Attempts();
    int before = SdkGlobalTime.getGlobalTimeOffset();
    SdkGlobalTime.setGlobalTimeOffset(seconds);
    try (CodePipelineClient skewed =
        sdk.at(CodePipelineClient.builder())
            .overrideConfiguration(c -> c.addExecutionInterceptor(attempts))
            .build()) {
      assertThat(skewed.listPipelines(_ -> {}).sdkHttpResponse().isSuccessful()).isTrue();
    } finally {
      SdkGlobalTime.setGlobalTimeOffset(before);
    }
    assertThat(attempts.count).hasValue(2);
  }

  private static final class Attempts implements ExecutionInterceptor {

    private final AtomicInteger count = new AtomicInteger();

    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      count.incrementAndGet();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CodePipeline.ListPipelines, codepipeline, pipelines",
    "CodeBuild.ListProjects, codebuild, projects"
  })
  void aTargetWithoutItsVersionIsUnderstood(
      String target, String service, String member, SdkServer.Place place)
      throws IOException, InterruptedException {
    Signing signing = new Signing(place, service);
    HttpResponse<String> answer = send(signing.head(target, "{}"), "{}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains(member);
  }

  @Test
  void aPresignedUrlWorksUntilItExpires(SdkServer.Place place)
      throws IOException, InterruptedException {
    Signing now = new Signing(place, "codepipeline");
    assertThat(send(now.query(LIST, Instant.now()), "{}").statusCode()).isEqualTo(200);
    HttpResponse<String> late =
        send(now.query(LIST, Instant.now().minus(Duration.ofHours(1))), "{}");
    assertThat(late.statusCode()).isEqualTo(403);
    assertThat(late.body()).contains("expired").doesNotContain("pipelines");
  }

  @Test
  void aBodyThatWasNotSignedIsRefused(SdkServer.Place place)
      throws IOException, InterruptedException {
    Signing signing = new Signing(place, "codepipeline");
    HttpResponse<String> answer = send(signing.head(LIST, "{}"), "{ }");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("InvalidSignatureException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=, Signature=",
        "AWS4-HMAC-SHA256 Credential=////, SignedHeaders=host, Signature=zz",
        "Basic YTpi",
        "Bearer eyJhbGciOiJub25lIn0.e30."
      })
  void whoIsNotSignedIsNotLetIn(String authorization, SdkServer.Place place)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(place.url() + "/")).header("X-Amz-Target", LIST);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    HttpResponse<String> answer = send(request, "{}");
    assertThat(answer.statusCode()).isBetween(400, 403);
    assertThat(answer.body()).contains("__type").doesNotContain("pipelines", "Exception:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        LIST + "|{|SerializationException",
        LIST + "|[]|SerializationException",
        LIST + "|{\"maxResults\":\"many\"}|SerializationException",
        "CodePipeline_20150709.Nothing|{}|UnknownOperationException",
        "CodePipeline_20990101.ListPipelines|{}|UnknownOperationException"
      })
  void garbageIsRefusedByItsType(String target, String body, String type, SdkServer.Place place)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = send(new Signing(place, "codepipeline").head(target, body), body);
    assertThat(answer.statusCode()).isBetween(400, 404);
    assertThat(answer.body()).contains("\"__type\":\"" + type + "\"");
  }

  @Test
  void anAnswerHasItsRequestsIdAndTheServersTime(Sdk sdk) {
    CodeBuildClient aws = sdk.builds;
    var answer = aws.listProjects(_ -> {}).sdkHttpResponse();
    assertThat(answer.firstMatchingHeader("x-amzn-RequestId")).isPresent();
    assertThat(answer.firstMatchingHeader("Date")).isPresent();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request, String body)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          request
              .timeout(Duration.ofSeconds(30))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  /** Requests that are signed by hand, where the client would not send them. */
  private record Signing(SdkServer.Place place, String service) {

    HttpRequest.Builder head(String target, String body) {
      return signed(target, body, _ -> {});
    }

    HttpRequest.Builder query(String target, Instant at) {
      return signed(
          target,
          "{}",
          request ->
              request
                  .putProperty(
                      AwsV4FamilyHttpSigner.AUTH_LOCATION,
                      AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                  .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(5))
                  .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC)));
    }

    private HttpRequest.Builder signed(
        String target, String body, Consumer<SignRequest.Builder<AwsCredentialsIdentity>> more) {
      SdkHttpRequest.Builder http =
          SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(URI.create(place.url() + "/"));
      Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", target)
          .forEach(http::putHeader);
      SdkHttpRequest signed =
          AwsV4HttpSigner.create()
              .sign(
                  request -> {
                    request
                        .identity(place.administrator())
                        .request(http.build())
                        .payload(
                            ContentStreamProvider.fromByteArray(
                                body.getBytes(StandardCharsets.UTF_8)))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1");
                    more.accept(request);
                  })
              .request();
      HttpRequest.Builder request = HttpRequest.newBuilder(signed.getUri());
      signed.forEachHeader(
          (name, values) -> {
            if (!name.equalsIgnoreCase("Host")) {
              values.forEach(value -> request.header(name, value));
            }
          });
      return request;
    }
  }
}
