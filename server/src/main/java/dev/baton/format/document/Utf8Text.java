package dev.baton.format.document;

import dev.baton.model.document.Place;
import dev.baton.model.document.Problem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Bytes to characters, and what no definition may hold: other encodings, control characters, too
 * much of anything.
 */
final class Utf8Text {

  static final String INVALID = "InvalidDocument";
  static final String LIMIT = "DocumentLimitExceeded";

  private Utf8Text() {}

  /** Decodes and checks; a byte order mark is dropped. */
  static Parsed<String> decode(String file, byte[] bytes) {
    if (bytes.length > DocumentReader.MAX_BYTES) {
      return rejected(LIMIT, new Place(file, 1, 1), tooLong());
    }
    if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
      return rejected(
          INVALID, new Place(file, 1, 1), "The text is encoded in UTF-16; save it as UTF-8");
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer decoded = CharBuffer.allocate(bytes.length);
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CoderResult result = decoder.decode(input, decoded, true);
    String text = decoded.flip().toString();
    if (result.isError()) {
      String message =
          "The byte 0x%02X is not valid UTF-8; save the file as UTF-8"
              .formatted(bytes[input.position()] & 0xFF);
      return rejected(INVALID, placeAt(file, text, text.length()), message);
    }
    return check(file, text);
  }

  /** Checks text that is decoded already; a byte order mark is dropped. */
  static Parsed<String> check(String file, String text) {
    if (text.length() > DocumentReader.MAX_BYTES) {
      return rejected(LIMIT, new Place(file, 1, 1), tooLong());
    }
    String checked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (checked.isBlank()) {
      return rejected(INVALID, new Place(file, 1, 1), "The document is empty");
    }
    int bad = firstForbidden(checked);
    if (bad < checked.length()) {
      return rejected(
          INVALID,
          placeAt(file, checked, bad),
          String.format(
              "The control character U+%04X must not stand here; remove it or write it as an escape"
                  + " in quotes",
              (int) checked.charAt(bad)));
    }
    return new Parsed.Accepted<>(checked, List.of());
  }

  /**
   * Index of the first character that neither JSON nor YAML allows outside of an escape; the length
   * if there is none.
   */
  private static int firstForbidden(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control =
          c < ' ' ? c != '\t' && c != '\n' && c != '\r' : c >= 0x7F && c < 0xA0 && c != 0x85;
      if (control || c == 0xFFFE || c == 0xFFFF || isLoneSurrogate(text, i)) {
        return i;
      }
    }
    return text.length();
  }

  static boolean isLoneSurrogate(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }

  /**
   * What an escape may have brought in and no command, name or value can carry; empty for good
   * text.
   */
  static String wrongContent(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) == 0) {
        return "The text holds a NUL character, which no command or variable can carry; remove the"
            + " escape";
      }
      if (isLoneSurrogate(value, i)) {
        return "The text holds half of a surrogate pair; write the whole character";
      }
    }
    return "";
  }

  static Place placeAt(String file, String text, int index) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < index; i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && (i + 1 >= text.length() || text.charAt(i + 1) != '\n'))) {
        line++;
        start = i + 1;
      }
    }
    return new Place(file, line, index - start + 1);
  }

  static <T> Parsed<T> rejected(String code, Place place, String message) {
    return new Parsed.Rejected<>(List.of(Problem.error(code, place, message)));
  }

  private static String tooLong() {
    return "The document has more than "
        + DocumentReader.MAX_BYTES
        + " bytes, the most that is read";
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }
}
