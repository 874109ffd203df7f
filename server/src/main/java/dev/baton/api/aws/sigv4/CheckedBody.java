package dev.baton.api.aws.sigv4;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Passes a body on and refuses its end when it was not the body that was signed. */
final class CheckedBody extends FilterInputStream {

  private final MessageDigest digest = Hashes.sha256();
  private final String wanted;
  private State state = State.OPEN;

  private enum State {
    OPEN,
    TRUE,
    FALSE
  }

  CheckedBody(InputStream body, String wanted) {
    super(body);
    this.wanted = wanted;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count > 0) {
      digest.update(buffer, offset, count);
    } else if (count < 0) {
      check();
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    return readNBytes((int) Math.min(count, 8192)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Once: a digest that has been taken begins anew, and would be that of nothing. */
  private void check() {
    if (state == State.OPEN) {
      boolean same = Hashes.areEqual(Hashes.hex(digest.digest()), wanted);
      state = same ? State.TRUE : State.FALSE;
    }
    if (state == State.FALSE) {
      throw another();
    }
  }

  static SignatureFault another() {
    return new SignatureFault(
        Reason.BODY,
        "The provided 'x-amz-content-sha256' header does not match what was computed.");
  }
}
