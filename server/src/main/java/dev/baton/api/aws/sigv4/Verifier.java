package dev.baton.api.aws.sigv4;

import dev.baton.http.Request;
import dev.baton.model.access.AccessKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Says who signed a request. Safe for concurrent use.
 *
 * <p>In two steps, so that nobody makes the server read a body with nothing in hand: {@link #check}
 * judges the head, the {@link Claim} that it returns judges the signature together with the body.
 * Nothing is proven before the second. An identical request inside the window is accepted again, as
 * AWS does.
 */
public final class Verifier {

  /** How far a client's clock may be off, either way. */
  private static final Duration SKEW = Duration.ofMinutes(15);

  private final Function<String, Optional<AccessKey>> keys;
  private final InstantSource clock;
  private final SigningKeys signingKeys = new SigningKeys();

  /**
   * A verifier.
   *
   * @param keys finds a key by its id; asked for every request
   */
  public Verifier(Function<String, Optional<AccessKey>> keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * The service that a request says it was signed for: where the query protocol has no other mark.
   * Not proven; empty when nothing is signed.
   *
   * @throws SignatureFault when what is there is no signature
   */
  public static Optional<String> claimedService(Request request) {
    try {
      SignatureParts parts =
          SignatureParts.of(new SignedHeaders(request.headers()), SignedQuery.of(request.query()));
      return Optional.of(parts.credential().service());
    } catch (SignatureFault fault) {
      if (fault.reason() == Reason.MISSING) {
        return Optional.empty();
      }
      throw fault;
    }
  }

  /**
   * Judges everything but the signature itself; reads nothing of the body.
   *
   * @throws SignatureFault when the request cannot be from whom it says
   */
  public Claim check(Request request, Expected expected) {
    SignedHeaders headers = new SignedHeaders(request.headers());
    SignedQuery query = SignedQuery.of(request.query());
    SignatureParts parts = SignatureParts.of(headers, query);
    headers.checkCoverage(parts.signed());
    checkScope(parts, expected);
    Instant now = clock.instant();
    checkTime(parts, now);
    AccessKey key = keys.apply(parts.credential().keyId()).orElseThrow(Credential::unknownKey);
    checkToken(parts, key, now);
    return new Claim(request, expected, headers, query, parts, key, signingKeys);
  }

  /**
   * Judges a request whose body was read already.
   *
   * @throws SignatureFault when the request is not from whom it says
   */
  public Verified verify(Request request, Expected expected, byte[] body) {
    return check(request, expected).verify(body);
  }

  private static void checkScope(SignatureParts parts, Expected expected) {
    Credential credential = parts.credential();
    if (!expected.regions().contains(credential.region())) {
      throw new SignatureFault(
          Reason.SCOPE,
          "Credential should be scoped to a valid region, not '" + credential.region() + "'.");
    }
    if (!credential.service().equals(expected.service())) {
      throw new SignatureFault(
          Reason.SCOPE,
          "Credential should be scoped to correct service: '" + expected.service() + "'.");
    }
    String timestamp = SignatureParts.BASIC.format(parts.at());
    String day = timestamp.substring(0, timestamp.indexOf('T'));
    if (!credential.date().equals(day)) {
      throw new SignatureFault(
          Reason.SCOPE,
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
              + " HTTP: '%s' != '%s', from '%s'.".formatted(credential.date(), day, timestamp));
    }
  }

  private static void checkTime(SignatureParts parts, Instant now) {
    Instant at = parts.at();
    if (at.isAfter(now.plus(SKEW))) {
      throw new SignatureFault(
          Reason.SKEWED,
          "Signature not yet current: %s is still later than %s (%s + %d min.)"
              .formatted(text(at), text(now.plus(SKEW)), text(now), SKEW.toMinutes()));
    }
    if (parts.validFor().isPresent()) {
      if (!now.isBefore(at.plus(parts.validFor().get()))) {
        throw new SignatureFault(Reason.EXPIRED, "Request has expired");
      }
    } else if (at.isBefore(now.minus(SKEW))) {
      throw new SignatureFault(
          Reason.SKEWED,
          "Signature expired: %s is now earlier than %s (%s - %d min.)"
              .formatted(text(at), text(now.minus(SKEW)), text(now), SKEW.toMinutes()));
    }
  }

  private static String text(Instant instant) {
    return SignatureParts.BASIC.format(instant);
  }

  /** A lasting key has no token, a temporary one has its own. */
  private static void checkToken(SignatureParts parts, AccessKey key, Instant now) {
    String token = key.temporary().map(AccessKey.Temporary::token).orElse("");
    if (!Hashes.areEqual(parts.token().orElse(""), token)) {
      throw new SignatureFault(
          Reason.WRONG_TOKEN, "The security token included in the request is invalid.");
    }
    if (key.isExpired(now)) {
      throw new SignatureFault(
          Reason.EXPIRED_TOKEN, "The security token included in the request is expired");
    }
  }
}
