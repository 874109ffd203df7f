package dev.baton.api.aws.sigv4;

import dev.baton.http.Headers;
import dev.baton.http.Request;
import dev.baton.model.access.AccessKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Requests as the SDK for Java signs them. */
final class SdkSigner {

  static final String REGION = "eu-central-1";
  static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

  private final AccessKey key;
  private final String service;
  private final List<Consumer<SignRequest.Builder<AwsCredentialsIdentity>>> settings =
      new ArrayList<>();

  SdkSigner(AccessKey key, String service) {
    this.key = key;
    this.service = service;
    set(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service);
    set(AwsV4HttpSigner.REGION_NAME, REGION);
    at(AT);
    if (service.equals("s3")) {
      set(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false);
      set(AwsV4HttpSigner.NORMALIZE_PATH, false);
    }
  }

  <T> SdkSigner set(software.amazon.awssdk.http.auth.spi.signer.SignerProperty<T> name, T value) {
    settings.add(to -> to.putProperty(name, value));
    return this;
  }

  SdkSigner at(Instant instant) {
    return set(HttpSigner.SIGNING_CLOCK, Clock.fixed(instant, ZoneOffset.UTC));
  }

  /** Signs the query and not the head. */
  SdkSigner presigning(Duration validFor) {
    set(AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING);
    if (service.equals("s3")) {
      set(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false);
    }
    return set(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, validFor);
  }

  /** A call of the JSON protocol. */
  Request call(String target, String json) {
    return sign(
        SdkHttpMethod.POST,
        "https://localhost:8080/",
        Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", target),
        json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  Request sign(SdkHttpMethod method, String uri, Map<String, String> headers, byte[] body) {
    SdkHttpRequest.Builder http = SdkHttpRequest.builder().method(method).uri(URI.create(uri));
    headers.forEach(http::putHeader);
    SignRequest.Builder<AwsCredentialsIdentity> request =
        SignRequest.builder(identity())
            .request(http.build())
            .payload(ContentStreamProvider.fromByteArray(body));
    settings.forEach(each -> each.accept(request));
    return request(AwsV4HttpSigner.create().sign(request.build()));
  }

  private AwsCredentialsIdentity identity() {
    return key.temporary().isPresent()
        ? AwsSessionCredentialsIdentity.create(
            key.id(), key.secret(), key.temporary().get().token())
        : AwsCredentialsIdentity.create(key.id(), key.secret());
  }

  private static Request request(SignedRequest signed) {
    SdkHttpRequest http = signed.request();
    List<Headers.Field> fields = new ArrayList<>();
    http.forEachHeader(
        (name, values) -> values.forEach(value -> fields.add(new Headers.Field(name, value))));
    try (InputStream body =
        signed
            .payload()
            .map(ContentStreamProvider::newStream)
            .orElse(InputStream.nullInputStream())) {
      return new Request(
          http.method().name(),
          http.encodedPath().isEmpty() ? "/" : http.encodedPath(),
          Optional.ofNullable(http.getUri().getRawQuery()).orElse(""),
          new Headers(fields),
          "127.0.0.1",
          new ByteArrayInputStream(body.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
