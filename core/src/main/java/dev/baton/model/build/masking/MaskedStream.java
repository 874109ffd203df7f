package dev.baton.model.build.masking;

import java.nio.charset.StandardCharsets;

/**
 * Masks one stream of bytes, however it is cut. Every byte that is part of any match is hidden;
 * only bytes that may yet become part of one are held back. Line breaks inside a match are kept, so
 * that lines stay lines. Not for concurrent use.
 */
public final class MaskedStream {

  private static final byte[] MASK = Masker.MASK.getBytes(StandardCharsets.US_ASCII);
  private static final int OUT = 8 * 1024;

  private final Automaton automaton;
  private final Masker.Sink sink;
  private final byte[] out = new byte[OUT];
  private int filled;

  /** The bytes held back, oldest first, and whether each is part of a match. */
  private byte[] held = new byte[256];

  private boolean[] hidden = new boolean[256];
  private int first;
  private int count;

  private int state;
  private boolean masking;

  MaskedStream(Automaton automaton, Masker.Sink sink) {
    this.automaton = automaton;
    this.sink = sink;
  }

  /** Takes bytes in; hands on what is sure. */
  public void write(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int i = offset;
    while (i < end) {
      if (state == 0 && count == 0) {
        int run = i;
        while (run < end && !automaton.begins(bytes[run])) {
          run++;
        }
        pass(bytes, i, run - i);
        i = run;
        if (i == end) {
          break;
        }
      }
      step(bytes[i++]);
    }
    drain();
  }

  /** Hands on what is held back: no more bytes will come. */
  public void end() {
    release(0);
    state = 0;
    drain();
  }

  private void step(byte b) {
    hold(b);
    state = automaton.next(state, b);
    int found = automaton.found(state);
    for (int k = count - found; k < count; k++) {
      hidden[index(k)] = true;
    }
    release(automaton.depth(state));
  }

  private void hold(byte b) {
    if (count == held.length) {
      grow();
    }
    int at = index(count++);
    held[at] = b;
    hidden[at] = false;
  }

  private int index(int k) {
    return (first + k) & (held.length - 1);
  }

  private void grow() {
    byte[] moreHeld = new byte[held.length * 2];
    boolean[] moreHidden = new boolean[held.length * 2];
    for (int k = 0; k < count; k++) {
      moreHeld[k] = held[index(k)];
      moreHidden[k] = hidden[index(k)];
    }
    held = moreHeld;
    hidden = moreHidden;
    first = 0;
  }

  private void release(int keep) {
    while (count > keep) {
      byte b = held[first];
      boolean hide = hidden[first];
      first = (first + 1) & (held.length - 1);
      count--;
      if (hide && b != '\n' && b != '\r') {
        if (!masking) {
          masking = true;
          put(MASK, 0, MASK.length);
        }
      } else {
        masking = false;
        put(b);
      }
    }
  }

  private void pass(byte[] bytes, int offset, int length) {
    if (length > 0) {
      masking = false;
      put(bytes, offset, length);
    }
  }

  private void put(byte b) {
    if (filled == OUT) {
      drain();
    }
    out[filled++] = b;
  }

  private void put(byte[] bytes, int offset, int length) {
    if (length > OUT - filled) {
      drain();
    }
    if (length > OUT) {
      sink.write(bytes, offset, length);
      return;
    }
    System.arraycopy(bytes, offset, out, filled, length);
    filled += length;
  }

  private void drain() {
    if (filled > 0) {
      sink.write(out, 0, filled);
      filled = 0;
    }
  }
}
