package dev.baton.api.aws.sigv4;

import dev.baton.http.Headers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Signs requests of Baton's own client as {@link Verifier} judges them: Signature Version 4 in the
 * Authorization header, every header given signed.
 */
public final class Signer {

  private final Key key;
  private final String region;
  private final SigningKeys signingKeys = new SigningKeys();

  /**
   * What it signs with.
   *
   * @param token of a temporary key
   */
  public record Key(String id, String secret, Optional<String> token) {

    /** The secret stays unsaid. */
    @Override
    public String toString() {
      return id;
    }
  }

  public Signer(Key key, String region) {
    this.key = key;
    this.region = region;
  }

  /**
   * What to send.
   *
   * @param service the signing name
   * @param path raw, and in its canonical form already
   * @param query raw
   * @param headers with Host
   * @param bodyHash the hexadecimal SHA-256 of the body
   * @return the headers given, and those of the signature
   */
  public Headers signed(
      String service,
      String method,
      String path,
      String query,
      Headers headers,
      String bodyHash,
      Instant now) {
    String timestamp = SignatureParts.BASIC.format(now);
    Headers all = headers.with("x-amz-date", timestamp).with("x-amz-content-sha256", bodyHash);
    if (key.token().isPresent()) {
      all = all.with("x-amz-security-token", key.token().get());
    }
    String names =
        all.fields().stream().map(Headers.Field::name).sorted().collect(Collectors.joining(";"));
    String day = timestamp.substring(0, timestamp.indexOf('T'));
    String scope = day + "/" + region + "/" + service + "/aws4_request";
    String toSign =
        SignatureParts.ALGORITHM
            + "\n"
            + timestamp
            + "\n"
            + scope
            + "\n"
            + Hashes.hexOfSha256(canonical(method, path, query, all, names, bodyHash));
    byte[] signingKey = signingKeys.of(key.secret(), day, region, service);
    return all.with(
        "authorization",
        SignatureParts.ALGORITHM
            + " Credential="
            + key.id()
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + Hashes.hex(Hashes.hmac(signingKey, toSign)));
  }

  private static String canonical(
      String method, String path, String query, Headers headers, String names, String bodyHash) {
    StringBuilder text = new StringBuilder(512);
    text.append(method).append('\n').append(SignedPath.standard(path)).append('\n');
    SignedQuery.of(query).canonical(text);
    text.append('\n');
    if (!new SignedHeaders(headers).canonical(List.of(names.split(";")), text)) {
      throw new IllegalStateException("a header is not there");
    }
    return text.append('\n').append(names).append('\n').append(bodyHash).toString();
  }

  /** The hexadecimal SHA-256 of a body. */
  public static String hash(byte[] body) {
    return Hashes.hexOfSha256(body);
  }
}
