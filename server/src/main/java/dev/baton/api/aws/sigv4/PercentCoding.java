package dev.baton.api.aws.sigv4;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding as signatures want it: RFC 3986's unreserved characters stay, no others. */
final class PercentCoding {

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private PercentCoding() {}

  /** Appends a text, encoded. */
  static void encode(String text, StringBuilder to) {
    if (isPlain(text)) {
      to.append(text);
      return;
    }
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      encode(each, to);
    }
  }

  private static void encode(byte each, StringBuilder to) {
    if (stays((char) (each & 0xff))) {
      to.append((char) each);
    } else {
      to.append('%').append(HEX[(each >> 4) & 15]).append(HEX[each & 15]);
    }
  }

  /**
   * Decodes and encodes anew: two spellings of one text become the same. The bytes need be no text.
   *
   * @param plusIsSpace as in queries
   * @throws IllegalArgumentException for a percent sign without two digits
   */
  static String canonical(String encoded, boolean plusIsSpace) {
    if (isPlain(encoded)) {
      return encoded;
    }
    StringBuilder canonical = new StringBuilder(encoded.length() + 16);
    for (byte each : decode(encoded, plusIsSpace)) {
      encode(each, canonical);
    }
    return canonical.toString();
  }

  private static byte[] decode(String encoded, boolean plusIsSpace) {
    byte[] raw = encoded.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(raw.length);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == '%') {
        decoded.write((digit(raw, i + 1) << 4) | digit(raw, i + 2));
        i += 2;
      } else {
        decoded.write(plusIsSpace && raw[i] == '+' ? ' ' : raw[i]);
      }
    }
    return decoded.toByteArray();
  }

  private static int digit(byte[] raw, int at) {
    int digit = at < raw.length ? Character.digit(raw[at], 16) : -1;
    if (digit < 0) {
      throw new IllegalArgumentException("a percent sign without two hexadecimal digits");
    }
    return digit;
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!stays(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean stays(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.'
        || c == '~';
  }
}
