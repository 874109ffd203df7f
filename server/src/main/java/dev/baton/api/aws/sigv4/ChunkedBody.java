package dev.baton.api.aws.sigv4;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the frame of {@code aws-chunked} off a body and checks what it says: chunk signatures, the
 * whole length, a checksum behind the data. What was read of a chunk counts for nothing until the
 * end of the stream was reached. A fault is final.
 */
final class ChunkedBody extends InputStream {

  private static final int LONGEST_LINE = 512;
  private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";
  private static final Pattern HEAD =
      Pattern.compile("([0-9a-fA-F]{1,15})(?:;chunk-signature=([0-9a-f]{64}))?");

  private final InputStream raw;
  private final Frame frame;
  private final Optional<TrailingChecksum> checksum;

  private MessageDigest digest = Hashes.sha256();
  private String signature = "";
  private long left;
  private long total;
  private State state = State.BETWEEN;

  private enum State {
    BETWEEN,
    WITHIN,
    ENDED,
    REFUSED
  }

  /**
   * What the head says of the frame.
   *
   * @param length of the data
   * @param signatures empty where chunks are not signed
   * @param trailer the name of the one trailer; empty when there is none
   */
  record Frame(long length, Optional<ChunkSignatures> signatures, Optional<String> trailer) {}

  ChunkedBody(InputStream raw, Frame frame) {
    this.raw = raw;
    this.frame = frame;
    this.checksum = frame.trailer().map(TrailingChecksum::of);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (state == State.REFUSED) {
      throw broken("it was refused already");
    }
    State before = state;
    state = State.REFUSED; // unless what follows goes well
    if (before == State.BETWEEN) {
      before = nextChunk();
    }
    int count = before == State.ENDED ? -1 : within(buffer, offset, length);
    state = before == State.ENDED || left > 0 ? before : endOfChunk();
    return count;
  }

  private int within(byte[] buffer, int offset, int length) throws IOException {
    int count = raw.read(buffer, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw broken("it ends within a chunk");
    }
    digest.update(buffer, offset, count);
    checksum.ifPresent(c -> c.update(buffer, offset, count));
    left -= count;
    return count;
  }

  private State nextChunk() throws IOException {
    Matcher head = HEAD.matcher(line());
    if (!head.matches() || (head.group(2) != null) != frame.signatures().isPresent()) {
      throw broken("a chunk has no proper head");
    }
    left = Long.parseLong(head.group(1), 16);
    signature = frame.signatures().isPresent() ? head.group(2) : "";
    total += left;
    if (total > frame.length() || (left == 0 && total < frame.length())) {
      throw broken("its length is not x-amz-decoded-content-length");
    }
    digest = Hashes.sha256();
    if (left > 0) {
      return State.WITHIN;
    }
    checkChunk();
    trailers();
    if (raw.read() >= 0) {
      throw broken("there is more after its end");
    }
    return State.ENDED;
  }

  private State endOfChunk() throws IOException {
    if (!line().isEmpty()) {
      throw broken("a chunk is longer than it says");
    }
    checkChunk();
    return State.BETWEEN;
  }

  private void checkChunk() {
    frame.signatures().ifPresent(s -> s.chunk(signature, Hashes.hex(digest.digest())));
  }

  /** Up to the empty line that ends a body. */
  private void trailers() throws IOException {
    if (frame.trailer().isPresent()) {
      String name = frame.trailer().get();
      String value = trailer(name);
      if (frame.signatures().isPresent()) {
        String trailerSignature = trailer(TRAILER_SIGNATURE);
        frame.signatures().get().trailers(trailerSignature, name + ":" + value + "\n");
      }
      if (!Hashes.areEqual(checksum.orElseThrow().base64(), value)) {
        throw new SignatureFault(
            Reason.CHECKSUM, "Value for " + name + " trailing header is invalid.");
      }
    }
    if (!line().isEmpty()) {
      throw broken("there is a trailer that was not announced");
    }
  }

  private String trailer(String name) throws IOException {
    String line = line();
    if (!line.startsWith(name + ":")) {
      throw broken("the trailer " + name + " is not there");
    }
    return line.substring(name.length() + 1).strip();
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(96);
    while (true) {
      int c = raw.read();
      if (c == '\r' && raw.read() == '\n') {
        return line.toString(StandardCharsets.ISO_8859_1);
      }
      if (c < 0 || c == '\r' || line.size() == LONGEST_LINE) {
        throw broken("a line of its frame does not end");
      }
      line.write(c);
    }
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }

  private static SignatureFault broken(String why) {
    return new SignatureFault(Reason.FRAMING, "The request body is not as announced: " + why + ".");
  }
}
