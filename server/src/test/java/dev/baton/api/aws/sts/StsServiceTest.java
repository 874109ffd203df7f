package dev.baton.api.aws.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.adapter.jetty.JettyListener;
import dev.baton.adapter.jetty.Limits;
import dev.baton.api.aws.Audit;
import dev.baton.api.aws.Rates;
import dev.baton.api.aws.query.Askers;
import dev.baton.api.aws.query.QueryEdge;
import dev.baton.api.aws.sigv4.Verifier;
import dev.baton.http.Response;
import dev.baton.model.access.AccessKey;
import dev.baton.model.access.Principal;
import dev.baton.testkit.InMemoryAccessKeyStore;
import dev.baton.testkit.InMemoryAuditLog;
import dev.baton.testkit.ManualClock;
import dev.baton.testkit.Samples;
import dev.baton.testkit.SeededEntropy;
import dev.baton.testkit.SeededIds;
import dev.baton.usecase.AccessKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

/** STS through the SDK's client, over HTTP. */
final class StsServiceTest {

  private static final String ROLE = "arn:aws:iam::123456789012:role/ci/deployer";

  private final ManualClock clock =
      new ManualClock(InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS));
  private final InMemoryAccessKeyStore store = new InMemoryAccessKeyStore();
  private final AccessKeys keys = new AccessKeys(store, new SeededEntropy(), clock);
  private final AccessKey admin = keys.create(Principal.administrator(Samples.ACCOUNT, "ada"));
  private final AtomicReference<Throwable> fault = new AtomicReference<>();
  private final InMemoryAuditLog record = new InMemoryAuditLog();
  private final JettyListener listener = listener();

  private JettyListener listener() {
    QueryEdge edge =
        new QueryEdge(
            List.of(new StsService(keys)),
            Askers.signed(new Verifier(store::find, clock), Samples.REGION),
            new Rates(Rates.Limits.USUAL, () -> 0),
            new Audit(record, new SeededIds(), clock),
            new SeededIds(),
            this::keep);
    return JettyListener.start(
        new JettyListener.Place("127.0.0.1", 0, Optional.empty(), Limits.USUAL),
        request -> QueryEdge.isMeant(request) ? edge.handle(request) : Response.empty(404),
        clock,
        this::keep);
  }

  private String keep(Throwable thrown) {
    fault.set(thrown);
    return "kept";
  }

  @AfterEach
  void stop() {
    listener.close();
    assertThat(fault.get()).isNull();
  }

  @Test
  void aCallerLearnsWhoItIs() {
    try (StsClient sts = client(admin)) {
      var identity = sts.getCallerIdentity();

      assertThat(identity.account()).isEqualTo(Samples.ACCOUNT);
      assertThat(identity.arn()).isEqualTo("arn:aws:iam::123456789012:user/ada");
      assertThat(identity.userId()).matches("AIDA[A-Z2-7]{17}");
      assertThat(identity.responseMetadata().requestId()).isNotBlank();
    }
  }

  @Test
  void anAssumedRoleIsAnotherCaller() {
    try (StsClient sts = client(admin)) {
      AssumeRoleResponse answer = sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("me@home"));

      assertThat(answer.assumedRoleUser().arn())
          .isEqualTo("arn:aws:sts::123456789012:assumed-role/deployer/me@home");
      assertThat(answer.assumedRoleUser().assumedRoleId()).matches("AROA[A-Z2-7]{17}:me@home");
      assertThat(Duration.between(clock.instant(), answer.credentials().expiration()))
          .isBetween(Duration.ofSeconds(3_598), Duration.ofSeconds(3_600));
      try (StsClient assumed = client(answer.credentials())) {
        assertThat(assumed.getCallerIdentity().arn()).isEqualTo(answer.assumedRoleUser().arn());
      }
    }
  }

  @Test
  void anAssumedRoleMayDoWhatItsCallerMay() {
    AccessKey user = keys.create(Principal.user(Samples.ACCOUNT, "bob"));
    try (StsClient sts = client(user)) {
      String id =
          sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("me")).credentials().accessKeyId();

      assertThat(store.find(id).orElseThrow().owner().kind()).isEqualTo(Principal.Kind.USER);
    }
  }

  @Test
  void aBuildSessionHasNoFurtherKeysMade() {
    AccessKey build =
        keys.temporary(
            Principal.buildSession(Samples.ACCOUNT, "builder", "shop:1"),
            Optional.of(admin.id()),
            Duration.ofHours(1));
    try (StsClient sts = client(build)) {
      assertThat(sts.getCallerIdentity().arn()).endsWith("assumed-role/builder/AWSCodeBuild-1");
      assertRefused(
          "AccessDenied", 403, () -> sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("me")));
    }
  }

  @Test
  void anAssumedRoleEndsInTime() {
    try (StsClient sts = client(admin)) {
      Credentials credentials =
          sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("me").durationSeconds(900))
              .credentials();
      // The client signs by the real clock: the key is over sooner than a signature is too old.
      keys.temporary(
          Principal.user(Samples.ACCOUNT, "other"), Optional.of(admin.id()), Duration.ofHours(1));
      clock.advance(Duration.ofSeconds(890));
      try (StsClient assumed = client(credentials)) {
        assumed.getCallerIdentity();
        clock.advance(Duration.ofSeconds(10));
        assertRefused("ExpiredToken", 403, assumed::getCallerIdentity);
      }
    }
  }

  @Test
  void aRevokedKeyTakesItsRolesAlong() {
    try (StsClient sts = client(admin)) {
      Credentials credentials =
          sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("me")).credentials();
      keys.revoke(admin.id());

      try (StsClient assumed = client(credentials)) {
        assertRefused("InvalidClientTokenId", 403, assumed::getCallerIdentity);
      }
      assertRefused("InvalidClientTokenId", 403, sts::getCallerIdentity);
    }
  }

  @Test
  void anotherSecretIsRefused() {
    try (StsClient sts = client(AwsBasicCredentials.create(admin.id(), "x".repeat(40)))) {
      assertRefused("SignatureDoesNotMatch", 403, sts::getCallerIdentity);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deployer",
        "arn:aws:iam::123456789012:user/deployer",
        "arn:aws:iam::12345678901:role/deployer",
        "arn:aws:iam::123456789012:role/",
        "arn:aws:iam::123456789012:role/a b",
        "arn:aws:iam::123456789012:role/<script>",
        "arn:aws:iam::123456789012:role/a\u0001b"
      })
  void aRolesArnIsChecked(String arn) {
    try (StsClient sts = client(admin)) {
      assertRefused(
          "ValidationError", 400, () -> sts.assumeRole(r -> r.roleArn(arn).roleSessionName("me")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"m", "a b", "a/b", "a:b", "\u00e4\u00e4", "a\nb"})
  void aSessionsNameIsChecked(String name) {
    try (StsClient sts = client(admin)) {
      assertRefused(
          "ValidationError", 400, () -> sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName(name)));
    }
  }

  @ParameterizedTest
  @CsvSource({"899", "43201", "0", "-1"})
  void aSessionsLengthIsChecked(int seconds) {
    assertValidation(r -> r.roleArn(ROLE).roleSessionName("me").durationSeconds(seconds));
  }

  @Test
  void whatIsRequiredIsAskedFor() {
    assertValidation(r -> r.roleSessionName("me"));
    assertValidation(r -> r.roleArn(ROLE));
  }

  private void assertValidation(Consumer<AssumeRoleRequest.Builder> request) {
    try (StsClient sts = client(admin)) {
      assertRefused("ValidationError", 400, () -> sts.assumeRole(request));
    }
  }

  @Test
  void aRoleOfARoleHasAnHour() {
    try (StsClient sts = client(admin)) {
      Credentials credentials =
          sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("me")).credentials();
      try (StsClient assumed = client(credentials)) {
        assertThat(
                assumed
                    .assumeRole(r -> r.roleArn(ROLE + "2").roleSessionName("again"))
                    .assumedRoleUser()
                    .arn())
            .endsWith("deployer2/again");
        assertRefused(
            "ValidationError",
            400,
            () ->
                assumed.assumeRole(
                    r -> r.roleArn(ROLE).roleSessionName("me").durationSeconds(3_601)));
      }
    }
  }

  @Test
  void anotherAccountsRoleIsNotGiven() {
    try (StsClient sts = client(admin)) {
      assertRefused(
          "AccessDenied",
          403,
          () ->
              sts.assumeRole(
                  r -> r.roleArn("arn:aws:iam::999999999999:role/deployer").roleSessionName("me")));
    }
  }

  @Test
  void whatWouldNarrowASessionIsNotIgnored() {
    try (StsClient sts = client(admin)) {
      assertRefused(
          "InvalidParameterValue",
          400,
          () -> sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("me").policy("{}")));
      assertRefused(
          "InvalidParameterValue",
          400,
          () ->
              sts.assumeRole(
                  r ->
                      r.roleArn(ROLE)
                          .roleSessionName("me")
                          .tags(List.of(Tag.builder().key("team").value("x").build()))));
    }
  }

  @Test
  void whatIsNotDoneIsRefusedByName() {
    try (StsClient sts = client(admin)) {
      assertThatThrownBy(sts::getSessionToken)
          .isInstanceOf(StsException.class)
          .hasMessageContaining("GetSessionToken");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Action=GetCallerIdentity&Version=2011-06-15,403,MissingAuthenticationToken",
    "Action=AssumeRole&Version=2011-06-15,403,MissingAuthenticationToken",
    "Version=2011-06-15,403,MissingAuthenticationToken",
    "Action=GetCallerIdentity&Version=1,400,InvalidAction",
    "Action=a&Action=b,400,MalformedQueryString",
    "Action=%zz,400,MalformedQueryString",
    "'',400,InvalidAction"
  })
  void whatIsNotSignedLearnsNothing(String form, int status, String code) throws Exception {
    HttpResponse<String> answer = post(form);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains("<Code>" + code + "</Code>").doesNotContain("ada");
  }

  private HttpResponse<String> post(String form) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(uri())
              .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
              .POST(HttpRequest.BodyPublishers.ofString(form))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static void assertRefused(String code, int status, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            StsException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(e.statusCode()).isEqualTo(status);
              assertThat(e.requestId()).isNotBlank();
            });
  }

  private StsClient client(AccessKey key) {
    return client(
        key.temporary()
            .<AwsCredentials>map(
                t -> AwsSessionCredentials.create(key.id(), key.secret(), t.token()))
            .orElseGet(() -> AwsBasicCredentials.create(key.id(), key.secret())));
  }

  private StsClient client(Credentials credentials) {
    return client(
        AwsSessionCredentials.create(
            credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken()));
  }

  private StsClient client(AwsCredentials credentials) {
    return StsClient.builder()
        .endpointOverride(uri())
        .region(Region.of(Samples.REGION))
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  private URI uri() {
    return URI.create("http://127.0.0.1:" + listener.port());
  }
}
