package dev.baton.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token is opaque, always the same, and good for one request. */
final class PageTokensTest {

  private final PageTokens tokens = keyed("first");

  private static PageTokens keyed(String name) {
    byte[] key = (name + "-".repeat(32)).substring(0, 32).getBytes(StandardCharsets.US_ASCII);
    return new PageTokens(() -> key);
  }

  @Test
  void aTokenLeadsBackToItsPlace() {
    String token = tokens.seal("list", "place \u00e9");
    assertThat(tokens.open("list", token)).contains("place \u00e9");
    assertThat(tokens.seal("list", "place \u00e9")).isEqualTo(token);
  }

  @Test
  void aTokenShowsNothingOfItsPlace() {
    byte[] token = Base64.getUrlDecoder().decode(tokens.seal("list", "customer-name"));
    assertThat(new String(token, StandardCharsets.ISO_8859_1)).doesNotContain("customer", "name");
  }

  @Test
  void aTokenOfAnotherRequestOrKeyIsNone() {
    assertThat(tokens.open("other", tokens.seal("list", "place"))).isEmpty();
    assertThat(tokens.open("list", keyed("second").seal("list", "place"))).isEmpty();
    assertThat(tokens.open("list1:", tokens.seal("list", "1:place"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "AAAA", "=", "\u0000", "MTAw", "AAAAAAAAAAAAAAAAAAAAAA"})
  void whatNobodyGaveOutIsNone(String token) {
    assertThat(tokens.open("list", token)).isEmpty();
  }

  @Test
  void aTokenBeyondTheBoundIsNone() {
    assertThat(tokens.open("list", "A".repeat(1_000_000))).isEmpty();
  }

  @Property(tries = 500)
  void oneBitMakesItNone(
      @ForAll @StringLength(max = 60) String place, @ForAll @IntRange(max = 127) int bit) {
    byte[] token = Base64.getUrlDecoder().decode(tokens.seal("list", place));
    token[bit / 8 % token.length] ^= (byte) (1 << (bit % 8));
    String changed = Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    assertThat(tokens.open("list", changed)).isEmpty();
  }
}
