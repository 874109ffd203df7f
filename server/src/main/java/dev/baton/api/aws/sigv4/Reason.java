package dev.baton.api.aws.sigv4;

/** Why a signature was not accepted, and what AWS's protocols call that. */
public enum Reason {
  /** Nothing was signed. */
  MISSING("MissingAuthenticationTokenException", "MissingAuthenticationToken", "AccessDenied", 403),
  /** What is there is no signature of version 4. */
  MALFORMED(
      "IncompleteSignatureException", "IncompleteSignature", "AuthorizationHeaderMalformed", 400),
  /** A query that is signed lacks a part, or has one that is out of its bounds. */
  MALFORMED_QUERY(
      "IncompleteSignatureException",
      "IncompleteSignature",
      "AuthorizationQueryParametersError",
      400),
  /** It says twice what must be said once. */
  AMBIGUOUS("IncompleteSignatureException", "IncompleteSignature", "InvalidArgument", 400),
  /** A header that S3 asks for is not there. */
  INCOMPLETE("IncompleteSignatureException", "IncompleteSignature", "InvalidRequest", 400),
  /** No key of that id. */
  UNKNOWN_KEY("UnrecognizedClientException", "InvalidClientTokenId", "InvalidAccessKeyId", 403),
  /** The session token is not this key's. */
  WRONG_TOKEN("UnrecognizedClientException", "InvalidClientTokenId", "InvalidToken", 400),
  /** The temporary key is over. */
  EXPIRED_TOKEN("ExpiredTokenException", "ExpiredToken", "ExpiredToken", 400),
  /** Signed for another day, region or service. */
  SCOPE("InvalidSignatureException", "SignatureDoesNotMatch", "AuthorizationHeaderMalformed", 400),
  /** Something that must be signed is not. */
  UNSIGNED("InvalidSignatureException", "SignatureDoesNotMatch", "AccessDenied", 403),
  /** Signed too long ago, or in the future. */
  SKEWED("InvalidSignatureException", "SignatureDoesNotMatch", "RequestTimeTooSkewed", 403),
  /** The signed query is over. */
  EXPIRED("InvalidSignatureException", "SignatureDoesNotMatch", "AccessDenied", 403),
  /** Not signed with this key's secret, or changed since. */
  MISMATCH("InvalidSignatureException", "SignatureDoesNotMatch", "SignatureDoesNotMatch", 403),
  /** The body is not the one that was signed. */
  BODY("InvalidSignatureException", "SignatureDoesNotMatch", "XAmzContentSHA256Mismatch", 400),
  /** The checksum behind the body is not its own. */
  CHECKSUM("InvalidSignatureException", "SignatureDoesNotMatch", "BadDigest", 400),
  /** The body ends too soon, or is not framed as it says. */
  FRAMING("InvalidSignatureException", "SignatureDoesNotMatch", "IncompleteBody", 400);

  private static final int FORBIDDEN = 403;

  private final String json;
  private final String query;
  private final String s3;
  private final int s3Status;

  Reason(String json, String query, String s3, int s3Status) {
    this.json = json;
    this.query = query;
    this.s3 = s3;
    this.s3Status = s3Status;
  }

  /** The {@code __type} of AWS's JSON protocols. */
  public String json() {
    return json;
  }

  /** The {@code Code} of the query protocol. */
  public String query() {
    return query;
  }

  /** The {@code Code} of S3. */
  public String s3() {
    return s3;
  }

  /** The HTTP status in the JSON and query protocols. */
  public int status() {
    return FORBIDDEN;
  }

  /** The HTTP status of S3. */
  public int s3Status() {
    return s3Status;
  }
}
