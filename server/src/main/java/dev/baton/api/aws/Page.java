package dev.baton.api.aws;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, cut from one element more than asked for.
 *
 * @param nextToken null on the last page, as the shapes want it
 */
public record Page<T>(List<T> elements, @Nullable String nextToken) {

  /**
   * Cuts a page.
   *
   * @param found up to {@code size + 1} elements
   * @param keyOf what the next page goes on after
   */
  public static <T> Page<T> cut(List<T> found, int size, Function<T, String> keyOf) {
    if (found.size() <= size) {
      return new Page<>(List.copyOf(found), null);
    }
    List<T> page = List.copyOf(found.subList(0, size));
    return new Page<>(page, token(keyOf.apply(page.getLast())));
  }

  private static String token(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  /** What a token goes on after; empty for no token. Refused as the service's own exception. */
  public static Optional<String> after(@Nullable String token, String exception) {
    if (token == null || token.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw badToken(exception);
    }
  }

  /** The sequence number that a token goes on before; the first page begins at the top. */
  public static long before(@Nullable String token, String exception) {
    return from(token, Long.MAX_VALUE, exception);
  }

  /** The sequence number that a token goes on from; {@code begin} without a token. */
  public static long from(@Nullable String token, long begin, String exception) {
    try {
      return after(token, exception).map(Long::parseLong).orElse(begin);
    } catch (NumberFormatException e) {
      throw badToken(exception);
    }
  }

  private static AwsFault badToken(String exception) {
    return new AwsFault(exception, 400, "The next token is not one that Baton gave out.");
  }

  /** The page size asked for, within what AWS allows. */
  public static int size(@Nullable Integer asked, int atMost) {
    if (asked == null) {
      return atMost;
    }
    if (asked < 1 || asked > atMost) {
      throw AwsFault.validation(
          "1 validation error detected: Value '%d' at 'maxResults' failed to satisfy constraint: Member must have value between 1 and %d"
              .formatted(asked, atMost));
    }
    return asked;
  }
}
