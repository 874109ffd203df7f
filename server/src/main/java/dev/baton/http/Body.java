package dev.baton.http;

import java.io.IOException;
import java.io.OutputStream;

/** What an answer says. It is written once, while the connection is held. */
public interface Body {

  /** Nothing. */
  Body EMPTY = of(new byte[0]);

  /** In bytes; negative when it is not known beforehand. */
  long length();

  void writeTo(OutputStream out) throws IOException;

  /** Bytes that are there already. */
  static Body of(byte[] bytes) {
    return new Body() {
      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
      }
    };
  }
}
