package dev.baton.api.aws.query;

import dev.baton.api.aws.sigv4.Expected;
import dev.baton.api.aws.sigv4.Verified;
import dev.baton.api.aws.sigv4.Verifier;
import dev.baton.http.Request;
import java.util.Optional;

/** Says who calls. Safe for concurrent use. */
@FunctionalInterface
public interface Askers {

  /**
   * The one who sent a request whose body was read already.
   *
   * @param service the signing name
   * @throws dev.baton.api.aws.sigv4.SignatureFault when the request does not show it
   * @throws dev.baton.api.aws.AwsFault when it is not answered for another reason
   */
  Asker asker(Request request, byte[] body, String service);

  /** Whoever signed. These services are global ones: clients sign for us-east-1, too. */
  static Askers signed(Verifier verifier, String region) {
    return (request, body, service) -> {
      Verified verified = verifier.verify(request, Expected.global(region, service), body);
      return new Asker(verified.principal(), Optional.of(verified.keyId()));
    };
  }
}
