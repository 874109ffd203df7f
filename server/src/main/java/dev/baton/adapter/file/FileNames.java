package dev.baton.adapter.file;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** File names for names that anybody may choose: one name, one file, never another directory. */
final class FileNames {

  private static final int LONGEST = 180;

  private FileNames() {}

  /**
   * Letters, digits, {@code _}, {@code -} and inner dots stay; every other byte becomes {@code
   * %XX}; a long name ends in its hash.
   */
  static String of(String name) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain =
          c < 0x80
              && (Character.isLetterOrDigit(c)
                  || c == '_'
                  || c == '-'
                  || (c == '.' && !encoded.isEmpty()));
      if (plain) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    if (encoded.isEmpty()) {
      return "%";
    }
    if (encoded.length() <= LONGEST) {
      return encoded.toString();
    }
    byte[] hash = Hashes.sha256().digest(name.getBytes(StandardCharsets.UTF_8));
    return encoded.substring(0, 100) + "%%" + HexFormat.of().formatHex(hash);
  }
}
