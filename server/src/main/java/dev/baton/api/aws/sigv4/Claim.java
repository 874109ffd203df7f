package dev.baton.api.aws.sigv4;

import dev.baton.api.aws.sigv4.Expected.Rules;
import dev.baton.http.Request;
import dev.baton.model.access.AccessKey;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;

/** A request whose head may be true. What it claims is proven together with the body, once. */
public final class Claim {

  private static final String CONTENT = "x-amz-content-sha256";
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,15}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final Request request;
  private final Expected expected;
  private final SignedHeaders headers;
  private final SignedQuery query;
  private final SignatureParts parts;
  private final AccessKey key;
  private final SigningKeys signingKeys;

  Claim(
      Request request,
      Expected expected,
      SignedHeaders headers,
      SignedQuery query,
      SignatureParts parts,
      AccessKey key,
      SigningKeys signingKeys) {
    this.request = request;
    this.expected = expected;
    this.headers = headers;
    this.query = query;
    this.parts = parts;
    this.key = key;
    this.signingKeys = signingKeys;
  }

  /**
   * Who asks, and what they send.
   *
   * @param body decoded and checked while it is read: its end is reached only when it is the body
   *     that was signed, and until then nothing of it may count. Reading throws {@link
   *     SignatureFault}
   */
  public record Opened(Verified verified, InputStream body) {}

  /**
   * Proves a request whose whole body is at hand, by a service that has all bodies signed.
   *
   * @throws SignatureFault when it is not from whom it says, or the body is another
   */
  public Verified verify(byte[] body) {
    if (expected.rules() != Rules.STANDARD) {
      throw new IllegalStateException("bodies of " + expected.service() + " are streams");
    }
    String hash = Hashes.hexOfSha256(body);
    Optional<String> declared = headers.value(CONTENT);
    if (declared.isPresent() && !declared.get().equals(hash)) {
      throw HASH.matcher(declared.get()).matches() ? CheckedBody.another() : notAllowed();
    }
    return prove(hash);
  }

  private SignatureFault notAllowed() {
    return new SignatureFault(
        Reason.BODY,
        "x-amz-content-sha256 must be the SHA-256 of the payload: the service '"
            + expected.service()
            + "' takes no unsigned or streamed payload.");
  }

  /**
   * Proves a request of S3 and opens its body.
   *
   * @throws SignatureFault when it is not from whom it says
   */
  public Opened open() {
    if (expected.rules() != Rules.S3) {
      throw new IllegalStateException("bodies of " + expected.service() + " are read at once");
    }
    String declared = declared();
    if (declared.equals(UNSIGNED)) {
      return new Opened(prove(declared), request.body());
    }
    if (HASH.matcher(declared).matches()) {
      return new Opened(prove(declared), new CheckedBody(request.body(), declared));
    }
    return switch (declared) {
      case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" -> chunked(declared, true, false);
      case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" -> chunked(declared, true, true);
      case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> chunked(declared, false, true);
      default ->
          throw new SignatureFault(
              Reason.INCOMPLETE,
              "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
                  + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD, with or without -TRAILER, or a valid"
                  + " sha256 value.");
    };
  }

  private Opened chunked(String declared, boolean signed, boolean trailer) {
    Verified verified = prove(declared);
    String length = headers.value("x-amz-decoded-content-length").orElse("");
    if (!LENGTH.matcher(length).matches()) {
      throw new SignatureFault(
          Reason.INCOMPLETE, "x-amz-decoded-content-length must say how long the data is.");
    }
    Optional<String> name = headers.value("x-amz-trailer");
    if (name.isPresent() != trailer) {
      throw new SignatureFault(
          Reason.INCOMPLETE,
          trailer
              ? "x-amz-trailer must name the trailer that follows the body."
              : "x-amz-trailer announces a trailer, x-amz-content-sha256 does not.");
    }
    Optional<ChunkSignatures> chain =
        signed
            ? Optional.of(
                new ChunkSignatures(
                    signingKey(),
                    timestamp() + parts.credential().scope() + "\n",
                    parts.signature()))
            : Optional.empty();
    ChunkedBody.Frame frame = new ChunkedBody.Frame(Long.parseLong(length), chain, name);
    return new Opened(verified, new ChunkedBody(request.body(), frame));
  }

  private String timestamp() {
    return SignatureParts.BASIC.format(parts.at()) + "\n";
  }

  private String declared() {
    Optional<String> declared = headers.value(CONTENT);
    if (parts.validFor().isPresent()) {
      return declared.or(() -> query.once("X-Amz-Content-Sha256")).orElse(UNSIGNED);
    }
    return declared.orElseThrow(
        () ->
            new SignatureFault(
                Reason.INCOMPLETE, "Missing required header for this request: " + CONTENT));
  }

  private Verified prove(String payload) {
    byte[] signingKey = signingKey();
    String toSign =
        SignatureParts.ALGORITHM
            + "\n"
            + timestamp()
            + parts.credential().scope()
            + "\n"
            + Hashes.hexOfSha256(canonical(payload));
    if (!Hashes.areEqual(Hashes.hex(Hashes.hmac(signingKey, toSign)), parts.signature())) {
      throw SignatureParts.mismatch();
    }
    return new Verified(key.owner(), key.id());
  }

  private byte[] signingKey() {
    Credential credential = parts.credential();
    return signingKeys.of(
        key.secret(), credential.date(), credential.region(), credential.service());
  }

  private String canonical(String payload) {
    StringBuilder text = new StringBuilder(1024);
    text.append(request.method()).append('\n');
    text.append(
        expected.rules() == Rules.S3
            ? SignedPath.s3(request.path())
            : SignedPath.standard(request.path()));
    text.append('\n');
    query.canonical(text);
    text.append('\n');
    if (!headers.canonical(parts.signed(), text)) {
      throw SignatureParts.mismatch();
    }
    text.append('\n').append(String.join(";", parts.signed()));
    return text.append('\n').append(payload).toString();
  }
}
