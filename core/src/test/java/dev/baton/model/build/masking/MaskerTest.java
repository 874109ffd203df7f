package dev.baton.model.build.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Security case 16: no form of a secret is shown, however it is cut. */
class MaskerTest {

  private static final String SECRET = "s3cr3t/va lue\"+'é";
  private final Masker masker = Masker.of(Map.of("TOKEN", SECRET));

  @Test
  void shows_what_is_not_secret_unchanged() {
    assertThat(masker.mask("s3cr3 t nothing here *** \n\0ÿ"))
        .isEqualTo("s3cr3 t nothing here *** \n\0ÿ");
  }

  @Test
  void hides_the_value_and_keeps_its_surroundings() {
    assertThat(masker.mask("a" + SECRET + "b")).isEqualTo("a***b");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void hides_base64_at_every_offset(int before) {
    String text = "x".repeat(before) + SECRET + "yy";
    String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    String shown = masker.mask(encoded);
    assertThat(shown).contains("***");
    assertThat(longestCommonRun(shown, encoded)).isLessThan(12);
  }

  @Test
  void hides_base64_that_is_broken_into_lines() {
    String value = SECRET.repeat(6);
    String encoded = Base64.getMimeEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    String shown = Masker.of(Map.of("TOKEN", value)).mask(encoded);
    assertThat(longestCommonRun(shown, encoded)).isLessThan(12);
  }

  @Test
  void hides_double_base64() {
    byte[] once = Base64.getEncoder().encode(SECRET.getBytes(StandardCharsets.UTF_8));
    String twice = Base64.getEncoder().encodeToString(once);
    assertThat(longestCommonRun(masker.mask(twice), twice)).isLessThan(12);
  }

  @ParameterizedTest
  @ValueSource(ints = {76, 64, 20})
  void hides_double_base64_that_is_broken_into_lines(int width) {
    String value = SECRET.repeat(8);
    String once = broken(value, width);
    String twice = broken(once, width);

    assertThat(longestCommonRun(Masker.of(Map.of("TOKEN", value)).mask(twice), twice))
        .isLessThan(16);
  }

  @Test
  void hides_double_base64_of_a_long_value_that_is_not_broken_into_lines() {
    String value = longValue();
    byte[] once = Base64.getEncoder().encode(value.getBytes(StandardCharsets.UTF_8));
    String twice = Base64.getEncoder().encodeToString(once);

    assertThat(longestCommonRun(Masker.of(Map.of("TOKEN", value)).mask(twice), twice))
        .isLessThan(16);
  }

  /** The limit that SECURITY.md states: pieces of this form would be too many. */
  @Test
  void shows_double_base64_of_a_long_value_that_is_broken_into_lines() {
    String twice = broken(broken(longValue(), 76), 76);

    assertThat(Masker.of(Map.of("TOKEN", longValue())).mask(twice)).isEqualTo(twice);
  }

  @Test
  void hides_base64_of_a_long_value_that_is_broken_into_lines() {
    String once = broken(longValue(), 76);

    assertThat(longestCommonRun(Masker.of(Map.of("TOKEN", longValue())).mask(once), once))
        .isLessThan(16);
  }

  /** Beyond what is looked for in pieces of double base64; no part of it is like another. */
  private static String longValue() {
    Random random = new Random(7);
    byte[] bytes = new byte[2_500];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String broken(String text, int width) {
    return Base64.getMimeEncoder(width, "\n".getBytes(StandardCharsets.US_ASCII))
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void hides_url_json_and_hexadecimal_spellings() {
    assertThat(masker.mask("q=s3cr3t%2Fva%20lue%22%2B%27%C3%A9&z")).isEqualTo("q=***&z");
    assertThat(masker.mask("q=s3cr3t%2fva%20lue%22%2b%27%c3%a9&z")).isEqualTo("q=***&z");
    assertThat(masker.mask("{\"t\":\"s3cr3t/va lue\\\"+'é\"}")).isEqualTo("{\"t\":\"***\"}");
    assertThat(masker.mask("{\"t\":\"s3cr3t/va lue\\\"+'\\u00e9\"}")).isEqualTo("{\"t\":\"***\"}");
    assertThat(masker.mask(HexFormat.of().formatHex(SECRET.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("***");
  }

  @Test
  void hides_what_a_traced_shell_prints() {
    assertThat(masker.mask("+ echo 's3cr3t/va lue\"+'\\''é'")).isEqualTo("+ echo '***'");
  }

  @Test
  void hides_each_line_of_a_value_and_keeps_the_lines() {
    Masker pem = Masker.of(Map.of("KEY", "-----BEGIN-----\nabcdefgh\nijklmnop\n-----END-----\n"));
    assertThat(pem.mask("x\n-----BEGIN-----\nabcdefgh\nijklmnop\n-----END-----\ny"))
        .isEqualTo("x\n***\n***\n***\n***\ny");
    assertThat(pem.mask("  ijklmnop  ")).isEqualTo("  ***  ");
  }

  @Test
  void hides_the_members_of_a_json_secret() {
    Masker json =
        Masker.of(Map.of("DB", "{\"username\": \"admin-user\", \"password\":\"pa\\\"ss\"}"));
    assertThat(json.mask("user admin-user with pa\"ss")).isEqualTo("user *** with ***");
  }

  @Test
  void hides_the_longest_of_overlapping_secrets() {
    Masker both = Masker.of(Map.of("A", "abcdef", "B", "defghi"));
    assertThat(both.mask("xabcdefghix abcdex")).isEqualTo("x***x abcdex");
  }

  @Test
  void names_what_is_too_short_to_be_hidden() {
    Masker tiny = Masker.of(Map.of("PIN", "123"));
    assertThat(tiny.unmaskable()).containsExactly("PIN");
    assertThat(tiny.mask("123")).isEqualTo("123");
  }

  @Test
  void hides_a_value_that_comes_byte_by_byte() {
    String text = "before " + SECRET + " s3cr3t/va " + SECRET + SECRET + " after";
    for (int size : List.of(1, 2, 3, 7, 4096)) {
      assertThat(streamed(masker, text, size))
          .as("pieces of %d bytes", size)
          .isEqualTo("before *** s3cr3t/va *** after");
    }
  }

  @Test
  void hides_a_value_across_the_border_of_a_buffer() {
    for (int before = 8_180; before < 8_200; before++) {
      String text = "x".repeat(before) + SECRET + "y";
      assertThat(streamed(masker, text, 4_096)).isEqualTo("x".repeat(before) + "***y");
    }
  }

  private static String streamed(Masker masker, String text, int size) {
    List<String> shown = new ArrayList<>();
    MaskedStream stream =
        masker.stream(
            (bytes, from, length) ->
                shown.add(new String(bytes, from, length, StandardCharsets.ISO_8859_1)));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i += size) {
      stream.write(bytes, i, Math.min(size, bytes.length - i));
    }
    stream.end();
    return new String(
        String.join("", shown).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static int longestCommonRun(String shown, String whole) {
    int longest = 0;
    for (int i = 0; i < shown.length(); i++) {
      int length = longest + 1;
      while (i + length <= shown.length() && whole.contains(shown.substring(i, i + length))) {
        longest = length++;
      }
    }
    return longest;
  }
}
