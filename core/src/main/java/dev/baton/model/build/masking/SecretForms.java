package dev.baton.model.build.masking;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The forms in which a secret may appear in a log: itself, its lines, the string members of its
 * JSON, and base64, double base64, URL, JSON, hexadecimal and shell-quoted spellings of these.
 */
final class SecretForms {

  /**
   * Shorter texts are too common to be hidden: hiding them would tear the log apart and tell the
   * value by its gaps.
   */
  static final int SHORTEST = 4;

  /**
   * Tools break base64 into lines of 64 or 76 characters; from this length on it is looked for in
   * pieces.
   */
  private static final int UNBROKEN_BASE64 = 60;

  private static final int PIECE = 8;

  /** Of longer texts the pieces of double base64 are too many to be looked for. */
  private static final int LONGEST_IN_PIECES = 4_096;

  private static final Pattern JSON_MEMBER =
      Pattern.compile(":\\s*\"((?:[^\"\\\\]|\\\\.){4,4096})\"");

  private final Set<String> forms = new LinkedHashSet<>();

  private SecretForms() {}

  /** Every form of the value, at least {@link #SHORTEST} characters each. */
  static Set<String> of(String value) {
    SecretForms all = new SecretForms();
    all.spellings(value);
    value.lines().map(String::strip).filter(line -> !line.equals(value)).forEach(all::spellings);
    if (value.stripLeading().startsWith("{") || value.stripLeading().startsWith("[")) {
      Matcher member = JSON_MEMBER.matcher(value);
      while (member.find()) {
        all.spellings(jsonUnescaped(member.group(1)));
      }
    }
    return all.forms;
  }

  private void spellings(String text) {
    if (text.length() < SHORTEST) {
      return;
    }
    add(text);
    base64(text.getBytes(StandardCharsets.UTF_8), true);
    String encoded =
        Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    base64(encoded.getBytes(StandardCharsets.US_ASCII), text.length() <= LONGEST_IN_PIECES);
    String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    add(hex);
    add(hex.toUpperCase(Locale.ROOT));
    url(text);
    json(text);
    add(text.replace("'", "'\\''"));
    add(text.replace("'", "'\"'\"'"));
  }

  private void add(String form) {
    if (form.length() >= SHORTEST) {
      forms.add(form);
    }
  }

  /**
   * What is sure of a base64 text that holds the bytes somewhere: without the characters that its
   * neighbours decide.
   *
   * @param broken whether it is looked for in pieces too, as lines show it
   */
  private void base64(byte[] bytes, boolean broken) {
    for (int offset = 0; offset < 3; offset++) {
      byte[] shifted = new byte[offset + bytes.length];
      System.arraycopy(bytes, 0, shifted, offset, bytes.length);
      int from = offset == 0 ? 0 : offset + 1;
      int to = shifted.length * 8 / 6;
      String standard = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      String urlSafe = Base64.getUrlEncoder().withoutPadding().encodeToString(shifted);
      if (to > from) {
        pieces(standard.substring(from, to), broken);
        pieces(urlSafe.substring(from, to), broken);
      }
    }
  }

  private void pieces(String encoded, boolean broken) {
    add(encoded);
    if (!broken || encoded.length() < UNBROKEN_BASE64) {
      return;
    }
    for (int i = 0; i + PIECE <= encoded.length(); i++) {
      add(encoded.substring(i, i + PIECE));
    }
  }

  private void url(String text) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0);
      escaped.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", b & 0xff));
    }
    String upper = escaped.toString();
    add(upper);
    add(upper.replace("%20", "+"));
    add(upper.replace("%2F", "/"));
    StringBuilder lower = new StringBuilder(upper);
    for (int i = lower.indexOf("%"); i >= 0; i = lower.indexOf("%", i + 1)) {
      lower.replace(i, i + 3, lower.substring(i, i + 3).toLowerCase(Locale.ROOT));
    }
    add(lower.toString());
  }

  private void json(String text) {
    StringBuilder raw = new StringBuilder();
    StringBuilder ascii = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      String escaped = jsonEscaped(text.charAt(i));
      raw.append(escaped);
      ascii.append(
          text.charAt(i) < 128
              ? escaped
              : String.format(Locale.ROOT, "\\u%04x", (int) text.charAt(i)));
    }
    add(raw.toString());
    add(ascii.toString());
    add(raw.toString().replace("/", "\\/"));
  }

  private static String jsonEscaped(char c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      default -> c < 0x20 ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c);
    };
  }

  private static String jsonUnescaped(String text) {
    return text.replace("\\\"", "\"")
        .replace("\\/", "/")
        .replace("\\n", "\n")
        .replace("\\t", "\t")
        .replace("\\\\", "\\");
  }
}
