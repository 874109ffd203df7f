package dev.baton.api.aws.edge;

import dev.baton.api.aws.Caller;
import dev.baton.api.aws.sigv4.Expected;
import dev.baton.api.aws.sigv4.SignatureFault;
import dev.baton.api.aws.sigv4.Verified;
import dev.baton.api.aws.sigv4.Verifier;
import dev.baton.http.Request;
import dev.baton.model.audit.Origin;

/** Takes a caller for whoever the request's signature shows. */
public final class Signed implements Authentication {

  private final Verifier verifier;
  private final String region;

  public Signed(Verifier verifier, String region) {
    this.verifier = verifier;
    this.region = region;
  }

  @Override
  public Claim claim(Request request, String service) {
    try {
      var signature = verifier.check(request, Expected.of(region, service));
      return body -> caller(signature, body);
    } catch (SignatureFault fault) {
      throw fault.json();
    }
  }

  private Caller caller(dev.baton.api.aws.sigv4.Claim signature, byte[] body) {
    try {
      Verified verified = signature.verify(body);
      return new Caller(verified.principal(), region, false, Origin.signedBy(verified.keyId()));
    } catch (SignatureFault fault) {
      throw fault.json();
    }
  }
}
