package dev.baton.api.aws.sigv4;

import static dev.baton.api.aws.sigv4.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.http.Headers;
import dev.baton.http.Request;
import dev.baton.model.access.AccessKey;
import dev.baton.model.access.Principal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** Bodies in chunks, as the SDK sends them to S3. */
final class ChunkedBodyTest {

  /** Of AWS's documentation, "Signature Calculations: Transferring Payload in Multiple Chunks". */
  private static final AccessKey KEY =
      new AccessKey(
          "AKIAIOSFODNN7EXAMPLE",
          "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
          Principal.user("123456789012", "bob"),
          SdkSigner.AT,
          Optional.empty());

  private final Verifier verifier =
      new Verifier(id -> Optional.of(KEY).filter(k -> k.id().equals(id)), () -> SdkSigner.AT);

  @ParameterizedTest
  @CsvSource({
    "0,true,false", "1,true,false", "200000,true,false",
    "0,true,true", "1,true,true", "200000,true,true",
    "1,false,true", "200000,false,true"
  })
  void whatTheSdkSendsIsReadAsItWas(int length, boolean signed, boolean trailer)
      throws IOException {
    byte[] data = data(length);

    assertThat(read(request(data, signed, trailer))).isEqualTo(data);
  }

  @ParameterizedTest
  @CsvSource({"true,false", "true,true", "false,true"})
  void whatWasChangedIsRefused(boolean signed, boolean trailer) throws IOException {
    Request request = request(data(3_000), signed, trailer);
    byte[] body = request.body().readAllBytes();
    for (int at = 0; at < body.length; at += at < 200 || at > 3_000 ? 1 : 97) {
      byte[] changed = body.clone();
      changed[at] ^= 1;
      // The case of a chunk size's digits means nothing.
      Request mutated = request.withBody(new ByteArrayInputStream(changed));

      org.assertj.core.api.Assertions.assertThatThrownBy(() -> read(mutated))
          .as("byte %d", at)
          .isInstanceOf(SignatureFault.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"true,false", "true,true", "false,true"})
  void whatWasCutOffIsRefused(boolean signed, boolean trailer) throws IOException {
    Request request = request(data(300), signed, trailer);
    byte[] body = request.body().readAllBytes();
    for (int length = 0; length < body.length; length++) {
      InputStream cut = new ByteArrayInputStream(body, 0, length);

      assertRefused(Reason.FRAMING, () -> read(request.withBody(cut)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\r\n", "0\r\n\r\n"})
  void whatWasAddedIsRefused(String more) throws IOException {
    Request request = request(data(300), true, false);
    byte[] body =
        (new String(request.body().readAllBytes(), StandardCharsets.ISO_8859_1) + more)
            .getBytes(StandardCharsets.ISO_8859_1);

    assertRefused(Reason.FRAMING, () -> read(request.withBody(new ByteArrayInputStream(body))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n",
        "-1\r\n",
        "fffffffffffffff\r\n",
        "ffffffffffffffffffff\r\n",
        "1;chunk-signature=x\r\na\r\n",
        "1\r\naa\r\n",
        "1 \r\na\r\n"
      })
  void aFrameOfAnotherFormIsRefused(String body) {
    Request request = request(data(1), false, true);

    assertRefused(
        Reason.FRAMING,
        () ->
            read(
                request.withBody(
                    new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)))));
  }

  @Test
  void aLineWithoutEndIsNotCollected() {
    Request request = request(data(1), false, true);
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return '1';
          }
        };

    assertRefused(Reason.FRAMING, () -> read(request.withBody(endless)));
  }

  @Test
  void aRefusalIsFinal() {
    Request request = request(data(1), false, true);
    InputStream body =
        verifier
            .check(request.withBody(new ByteArrayInputStream(new byte[] {'x'})), expected())
            .open()
            .body();

    assertRefused(Reason.FRAMING, body::read);
    assertRefused(Reason.FRAMING, body::read);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-amz-decoded-content-length"})
  void aFrameIsAnnouncedWhole(String name) {
    Request request = request(data(1), true, false);
    Headers less =
        new Headers(
            request.headers().fields().stream().filter(f -> !f.name().equals(name)).toList());
    Request changed =
        new Request(request.method(), request.path(), request.query(), less, "", request.body());

    assertRefused(Reason.MISMATCH, () -> read(changed));
  }

  private byte[] read(Request request) throws IOException {
    Claim.Opened opened = verifier.check(request, expected()).open();
    assertThat(opened.verified().principal()).isEqualTo(KEY.owner());
    return opened.body().readAllBytes();
  }

  private static Expected expected() {
    return Expected.s3(SdkSigner.REGION);
  }

  private static Request request(byte[] data, boolean signed, boolean trailer) {
    SdkSigner signer = new SdkSigner(KEY, "s3").set(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, true);
    if (!signed) {
      signer.set(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false);
    }
    if (trailer) {
      signer.set(AwsV4FamilyHttpSigner.CHECKSUM_ALGORITHM, DefaultChecksumAlgorithm.CRC32);
    }
    return signer.sign(
        SdkHttpMethod.PUT,
        "https://localhost:8080/bucket/key",
        Map.of("Content-Length", Integer.toString(data.length)),
        data);
  }

  private static byte[] data(int length) {
    byte[] data = new byte[length];
    new SplittableRandom(7).nextBytes(data);
    return data;
  }
}
