package dev.baton.api.aws.edge;

import dev.baton.api.aws.Caller;
import dev.baton.api.aws.sigv4.Expected;
import dev.baton.api.aws.sigv4.SignatureFault;
import dev.baton.api.aws.sigv4.Verified;
import dev.baton.api.aws.sigv4.Verifier;
import dev.baton.http.Request;
import dev.baton.model.audit.Origin;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Takes a caller for whoever the request's signature shows. */
public final class Signed implements Authentication, StreamAuthentication {

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

  @Override
  public Sent open(Request request, String service) {
    Expected expected = new Expected(List.of(region), service, Expected.Rules.S3);
    try {
      var opened = verifier.check(request, expected).open();
      Verified verified = opened.verified();
      Origin origin = Origin.signedBy(verified.keyId());
      Caller caller = new Caller(verified.principal(), region, false, origin);
      return new Sent(caller, new ModelledFaults(opened.body()));
    } catch (SignatureFault fault) {
      throw fault.json();
    }
  }

  /** A body that turns out not to be the one that was signed says so as AWS does. */
  private static final class ModelledFaults extends FilterInputStream {

    ModelledFaults(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (SignatureFault fault) {
        throw fault.json();
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return super.read(bytes, offset, length);
      } catch (SignatureFault fault) {
        throw fault.json();
      }
    }
  }
}
