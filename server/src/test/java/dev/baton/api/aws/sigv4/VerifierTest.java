package dev.baton.api.aws.sigv4;

import static dev.baton.api.aws.sigv4.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.api.aws.AwsFault;
import dev.baton.http.Headers;
import dev.baton.http.Request;
import dev.baton.model.access.AccessKey;
import dev.baton.model.access.Principal;
import dev.baton.testkit.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

final class VerifierTest {

  private static final Principal ADA = Principal.administrator("123456789012", "ada");
  private static final AccessKey KEY =
      new AccessKey("AKIAEXAMPLE", "s".repeat(40), ADA, SdkSigner.AT, Optional.empty());
  private static final AccessKey TEMPORARY =
      new AccessKey(
          "ASIAEXAMPLE",
          "t".repeat(40),
          ADA.assuming("deployer", "me"),
          SdkSigner.AT,
          Optional.of(
              new AccessKey.Temporary(
                  "to/ken+==", SdkSigner.AT.plus(Duration.ofMinutes(10)), Optional.empty())));
  private static final Expected PIPELINE = Expected.of(SdkSigner.REGION, "codepipeline");
  private static final Expected STS = Expected.global(SdkSigner.REGION, "sts");
  private static final String JSON = "{\"name\":\"site\"}";
  private static final byte[] BODY = JSON.getBytes(StandardCharsets.UTF_8);
  private static final byte[] NOTHING = {};

  private final ManualClock clock = new ManualClock(SdkSigner.AT);
  private final Map<String, AccessKey> keys =
      new java.util.HashMap<>(Map.of(KEY.id(), KEY, TEMPORARY.id(), TEMPORARY));
  private final Verifier verifier = new Verifier(id -> Optional.ofNullable(keys.get(id)), clock);

  // ---- what verifies

  @Test
  void aSignedCallShowsWhoAsks() {
    Verified verified = verifier.verify(call(), PIPELINE, BODY);

    assertThat(verified).isEqualTo(new Verified(ADA, KEY.id()));
  }

  @Test
  void anIdenticalRequestIsLegal() {
    Request request = call();

    verifier.verify(request, PIPELINE, BODY);
    assertThat(verifier.verify(request, PIPELINE, BODY).principal()).isEqualTo(ADA);
  }

  @Test
  void aTemporaryKeyShowsItsRole() {
    Request request = new SdkSigner(TEMPORARY, "codepipeline").call("C.GetPipeline", JSON);

    assertThat(verifier.verify(request, PIPELINE, BODY).principal().arn())
        .isEqualTo("arn:aws:sts::123456789012:assumed-role/deployer/me");
  }

  @Test
  void aSignedQueryVerifies() {
    assertThat(verifier.verify(presigned(KEY), STS, NOTHING).principal()).isEqualTo(ADA);
    assertThat(verifier.verify(presigned(TEMPORARY), STS, NOTHING).keyId())
        .isEqualTo(TEMPORARY.id());
  }

  @Test
  void aGlobalServiceIsSignedForUsEast1Too() {
    Request request =
        new SdkSigner(KEY, "sts")
            .set(AwsV4HttpSigner.REGION_NAME, "us-east-1")
            .sign(SdkHttpMethod.POST, "http://localhost/", Map.of(), BODY);

    assertThat(verifier.verify(request, STS, BODY).principal()).isEqualTo(ADA);
    assertRefused(
        Reason.SCOPE, () -> verifier.verify(request, Expected.of(SdkSigner.REGION, "sts"), BODY));
  }

  @Test
  void theServiceThatIsClaimedCanBeRead() {
    assertThat(Verifier.claimedService(call())).contains("codepipeline");
    assertThat(Verifier.claimedService(presigned(KEY))).contains("sts");
    assertThat(Verifier.claimedService(without(call(), "authorization"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {-14, 14})
  void aClockMayBeAQuarterOfAnHourOff(long minutes) {
    Request request = call();
    clock.advance(Duration.ofMinutes(minutes));

    assertThat(verifier.verify(request, PIPELINE, BODY).principal()).isEqualTo(ADA);
  }

  // ---- who

  @Test
  void nothingSignedIsRefused() {
    assertRefused(Reason.MISSING, () -> check(without(call(), "authorization")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer nothing",
        "Basic YWRhOnNlY3JldA==",
        "AWS AKIAEXAMPLE:c2ln",
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 ",
        "AWS4-HMAC-SHA256 Credential=a/20260102/eu-central-1/codepipeline/aws4_request",
        "AWS4-HMAC-SHA256 Credential, SignedHeaders, Signature",
        "AWS4-HMAC-SHA256 Credential=a, Credential=a, SignedHeaders=host, Signature=b",
        "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=b, More=c",
        "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=b",
        "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request, SignedHeaders=host, Signature=b",
        "AWS4-ECDSA-P256-SHA256 Credential=a, SignedHeaders=host, Signature=b"
      })
  void anAuthorizationOfAnotherFormIsRefusedAndNotSaidBack(String authorization) {
    Request request = with(without(call(), "authorization"), "Authorization", authorization);

    assertRefused(Reason.MALFORMED, () -> check(request));
    assertThatThrownBy(() -> check(request))
        .hasMessageNotContaining("nothing")
        .hasMessageNotContaining("YWRh");
  }

  @Test
  void anUnknownKeyIsRefusedAsAwsRefusesIt() {
    keys.clear();

    AwsFault fault = fault(call());

    assertThat(fault.type()).isEqualTo("UnrecognizedClientException");
    assertThat(fault.status()).isEqualTo(403);
    assertThat(fault.message()).isEqualTo("The security token included in the request is invalid.");
  }

  @Test
  void aRevokedKeyIsRefusedAtOnce() {
    verifier.verify(call(), PIPELINE, BODY);
    keys.remove(KEY.id());

    assertRefused(Reason.UNKNOWN_KEY, () -> check(call()));
  }

  @Test
  void anotherSecretIsRefused() {
    AccessKey forged = new AccessKey(KEY.id(), "x".repeat(40), ADA, SdkSigner.AT, Optional.empty());
    Request request = new SdkSigner(forged, "codepipeline").call("C.GetPipeline", JSON);

    AwsFault fault = fault(request);

    assertThat(fault.type()).isEqualTo("InvalidSignatureException");
    assertThat(fault.message())
        .startsWith("The request signature we calculated does not match the signature you provided")
        .doesNotContain("x".repeat(40))
        .doesNotContain(KEY.secret());
  }

  @Test
  void aTemporaryKeyNeedsItsToken() {
    Request request = new SdkSigner(TEMPORARY, "codepipeline").call("C.GetPipeline", JSON);

    assertRefused(Reason.WRONG_TOKEN, () -> check(without(request, "x-amz-security-token")));
    assertRefused(
        Reason.WRONG_TOKEN, () -> check(changed(request, "x-amz-security-token", t -> t + "=")));
  }

  @Test
  void aLastingKeyHasNoToken() {
    AccessKey pretended =
        new AccessKey(KEY.id(), KEY.secret(), ADA, SdkSigner.AT, TEMPORARY.temporary());
    Request request = new SdkSigner(pretended, "codepipeline").call("C.GetPipeline", JSON);

    assertRefused(Reason.WRONG_TOKEN, () -> check(request));
  }

  @Test
  void aTemporaryKeyThatIsOverIsSaidToBe() {
    Request request = new SdkSigner(TEMPORARY, "codepipeline").call("C.GetPipeline", JSON);
    clock.advance(Duration.ofMinutes(10));

    AwsFault fault = fault(request);

    assertThat(fault.type()).isEqualTo("ExpiredTokenException");
    assertThat(fault.message()).isEqualTo("The security token included in the request is expired");
  }

  // ---- for whom and when

  @ParameterizedTest
  @CsvSource({"us-west-2,codepipeline", "eu-central-1,codebuild", ",codepipeline"})
  void anotherScopeIsRefused(String region, String service) {
    Request request =
        new SdkSigner(KEY, service)
            .set(AwsV4HttpSigner.REGION_NAME, region == null ? " " : region)
            .call("C.GetPipeline", JSON);

    assertRefused(Reason.SCOPE, () -> check(request));
  }

  @Test
  void theScopesDayIsTheRequests() {
    Request request = changed(call(), "authorization", a -> a.replace("/20260102/", "/20260101/"));

    assertRefused(Reason.SCOPE, () -> check(request));
  }

  @ParameterizedTest
  @ValueSource(longs = {-16, 16, 60 * 24 * 365})
  void aClockThatIsFurtherOffIsRefused(long minutes) {
    Request request = call();
    clock.advance(Duration.ofMinutes(minutes));

    assertRefused(Reason.SKEWED, () -> check(request));
  }

  @Test
  void theSkewIsExplainedAsAwsExplainsIt() {
    Request request = call();
    clock.advance(Duration.ofMinutes(16));

    assertThat(fault(request).message())
        .isEqualTo(
            "Signature expired: 20260102T030405Z is now earlier than 20260102T030505Z"
                + " (20260102T032005Z - 15 min.)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "20260102",
        "20261302T030405Z",
        "20260230T030405Z",
        "2026-01-02T03:04Z"
      })
  void aDateOfAnotherFormIsRefused(String date) {
    assertRefused(Reason.MALFORMED, () -> check(changed(call(), "x-amz-date", d -> date)));
  }

  @Test
  void aSignedQueryIsGoodUntilItsEnd() {
    Request request = presigned(KEY);
    clock.advance(Duration.ofMinutes(60).minusNanos(1));
    verifier.verify(request, STS, NOTHING);

    clock.advance(Duration.ofNanos(1));
    assertRefused(Reason.EXPIRED, () -> verifier.check(request, STS));
  }

  @Test
  void aSignedQueryIsNotGoodBeforeItsTime() {
    Request request = presigned(KEY);
    clock.advance(Duration.ofMinutes(-16));

    assertRefused(Reason.SKEWED, () -> verifier.check(request, STS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "604801", "1.5", "", "99999999999999999999", "0x10", "1%200"})
  void theTimeOfASignedQueryIsBounded(String seconds) {
    Request request =
        withQuery(
            presigned(KEY), q -> q.replaceAll("X-Amz-Expires=[0-9]+", "X-Amz-Expires=" + seconds));

    assertRefused(Reason.MALFORMED_QUERY, () -> verifier.check(request, STS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Amz-Algorithm",
        "X-Amz-Credential",
        "X-Amz-Date",
        "X-Amz-Expires",
        "X-Amz-SignedHeaders",
        "X-Amz-Signature"
      })
  void aSignedQueryIsWhole(String name) {
    Request request = withQuery(presigned(KEY), q -> q.replaceAll(name + "=[^&]*&?", ""));

    assertRefused(Reason.MALFORMED_QUERY, () -> verifier.check(request, STS));
  }

  // ---- what

  @Test
  void anotherBodyIsRefused() {
    assertRefused(
        Reason.BODY,
        () -> verifier.verify(call(), PIPELINE, "{}".getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UNSIGNED-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "", "x"})
  void anUnsignedBodyIsRefused(String declared) {
    Request request = changed(call(), "x-amz-content-sha256", hash -> declared);

    assertRefused(Reason.BODY, () -> verifier.verify(request, PIPELINE, BODY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-amz-target", "host", "x-amz-date"})
  void whatMattersMustBeSigned(String name) {
    Request request =
        changed(call(), "authorization", a -> a.replace(";" + name, "").replace(name + ";", ""));

    assertRefused(Reason.UNSIGNED, () -> check(request));
  }

  @Test
  void anAddedAmzHeaderMustBeSigned() {
    assertRefused(Reason.UNSIGNED, () -> check(with(call(), "X-Amz-Meta-Role", "admin")));
    assertRefused(
        Reason.UNSIGNED,
        () -> verifier.check(with(presigned(KEY), "X-Amz-Acl", "public-read"), STS));
  }

  @Test
  void theUserAgentOfAmazonNeedNotBeSigned() {
    Request request = with(call(), "X-Amz-User-Agent", "aws-sdk-php/3");

    assertThat(verifier.verify(request, PIPELINE, BODY).principal()).isEqualTo(ADA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Authorization", "Host", "X-Amz-Date", "X-Amz-Target", "Content-Type", "HOST"})
  void whatIsSaidTwiceIsRefused(String name) {
    Request request = call();
    Request twice = with(request, name, request.header(name).orElseThrow());

    assertRefused(Reason.AMBIGUOUS, () -> check(twice));
  }

  @Test
  void headAndQueryAreNotBothSigned() {
    Request query = presigned(KEY);
    Request both = with(query, "Authorization", call().header("authorization").orElseThrow());

    assertRefused(Reason.AMBIGUOUS, () -> verifier.check(both, STS));
  }

  @Test
  void aPartOfASignedQueryIsNotGivenTwice() {
    Request request = withQuery(presigned(KEY), q -> q + "&X-Amz-Expires=604800");

    assertRefused(Reason.AMBIGUOUS, () -> verifier.check(request, STS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "%=", "a=%%%"})
  void aQueryThatCannotBeDecodedIsRefused(String query) {
    assertRefused(Reason.MALFORMED, () -> check(withQuery(call(), q -> query)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x-amz-date;host", "host;host;x-amz-date", "Host;x-amz-date", "host;", ""})
  void signedHeadersAreSortedNames(String names) {
    Request request =
        changed(
            call(),
            "authorization",
            a -> a.replaceAll("SignedHeaders=[^,]*", "SignedHeaders=" + names));

    assertRefused(Reason.MALFORMED, () -> check(request));
  }

  @Test
  void aSignedHeaderMustBeThere() {
    Request request = changed(call(), "authorization", a -> a.replace("=content", "=a;content"));

    assertRefused(Reason.MISMATCH, () -> verifier.verify(request, PIPELINE, BODY));
  }

  @Test
  void eachProtocolHasItsOwnNames() {
    SignatureFault fault = SignatureParts.mismatch();

    assertThat(fault.json().type()).isEqualTo("InvalidSignatureException");
    assertThat(fault.query().type()).isEqualTo("SignatureDoesNotMatch");
    assertThat(fault.s3().type()).isEqualTo("SignatureDoesNotMatch");
    assertThat(List.of(fault.json().status(), fault.query().status(), fault.s3().status()))
        .containsOnly(403);
  }

  private void check(Request request) {
    verifier.check(request, PIPELINE);
  }

  private AwsFault fault(Request request) {
    try {
      verifier.verify(request, PIPELINE, BODY);
    } catch (SignatureFault fault) {
      return fault.json();
    }
    throw new AssertionError("was not refused");
  }

  private static Request call() {
    return new SdkSigner(KEY, "codepipeline").call("CodePipeline_20150709.GetPipeline", JSON);
  }

  private static Request presigned(AccessKey key) {
    return new SdkSigner(key, "sts")
        .presigning(Duration.ofHours(1))
        .sign(
            SdkHttpMethod.GET,
            "http://localhost:8080/?Action=GetCallerIdentity&Version=2011-06-15",
            Map.of(),
            NOTHING);
  }

  private static Request with(Request request, String name, String value) {
    return withHeaders(request, request.headers().with(name, value));
  }

  private static Request without(Request request, String name) {
    return withHeaders(
        request,
        new Headers(
            request.headers().fields().stream().filter(f -> !f.name().equals(name)).toList()));
  }

  private static Request changed(Request request, String name, UnaryOperator<String> change) {
    return withHeaders(
        request,
        new Headers(
            request.headers().fields().stream()
                .map(
                    f ->
                        f.name().equals(name)
                            ? new Headers.Field(name, change.apply(f.value()))
                            : f)
                .toList()));
  }

  private static Request withHeaders(Request r, Headers headers) {
    return new Request(r.method(), r.path(), r.query(), headers, r.remote(), r.body());
  }

  private static Request withQuery(Request r, UnaryOperator<String> change) {
    return new Request(
        r.method(), r.path(), change.apply(r.query()), r.headers(), r.remote(), r.body());
  }
}
