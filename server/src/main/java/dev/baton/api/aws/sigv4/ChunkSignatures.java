package dev.baton.api.aws.sigv4;

/**
 * The chain of signatures over the chunks of one body: each signs its data and the one before, the
 * first the one of the head. Not for concurrent use.
 */
final class ChunkSignatures {

  private static final String NOTHING = Hashes.hexOfSha256(new byte[0]);

  private final byte[] signingKey;
  private final String context;
  private String last;

  /**
   * A chain.
   *
   * @param context timestamp and scope, a line each
   * @param head the signature of the head
   */
  ChunkSignatures(byte[] signingKey, String context, String head) {
    this.signingKey = signingKey;
    this.context = context;
    this.last = head;
  }

  /** Refuses a chunk with another signature than that of its data, which is given by its hash. */
  void chunk(String signature, String hash) {
    check("AWS4-HMAC-SHA256-PAYLOAD\n", signature, NOTHING + "\n" + hash);
  }

  /** The same of the trailers, a line each. */
  void trailers(String signature, String lines) {
    check("AWS4-HMAC-SHA256-TRAILER\n", signature, Hashes.hexOfSha256(lines));
  }

  private void check(String algorithm, String signature, String content) {
    String toSign = algorithm + context + last + "\n" + content;
    if (!Hashes.areEqual(Hashes.hex(Hashes.hmac(signingKey, toSign)), signature)) {
      throw SignatureParts.mismatch();
    }
    last = signature;
  }
}
