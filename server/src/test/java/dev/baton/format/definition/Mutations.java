package dev.baton.format.definition;

import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Good texts with a few random damages. */
public final class Mutations {

  private static final List<String> SPLINTERS =
      List.of(
          "",
          ":",
          ": ",
          "- ",
          "\n",
          "\n  ",
          "\t",
          "{",
          "}",
          "[",
          "]",
          ",",
          "\"",
          "'",
          "&a ",
          "*a",
          "<<: ",
          "? ",
          "|",
          "#",
          "!x ",
          "null",
          "~",
          "true",
          "0x1F",
          "-1",
          "1e9",
          "99999999999999999999",
          "\0",
          "\\u0000",
          "😀",
          "\uD800",
          "#{",
          "}",
          "#{a.b}",
          "x".repeat(2000),
          "*",
          "\r",
          "$(",
          "`");

  private Mutations() {}

  /** One of the texts with one to five damages. */
  public static Arbitrary<String> of(List<String> texts) {
    Arbitrary<UnaryOperator<String>> damage =
        Combinators.combine(
                Arbitraries.doubles().between(0, 1),
                Arbitraries.integers().between(0, 30),
                Arbitraries.of(SPLINTERS))
            .as((where, length, splinter) -> text -> damaged(text, where, length, splinter));
    return Combinators.combine(Arbitraries.of(texts), damage.list().ofMinSize(1).ofMaxSize(5))
        .as((text, damages) -> damages.stream().reduce(text, (t, d) -> d.apply(t), (a, b) -> b));
  }

  private static String damaged(String text, double where, int length, String splinter) {
    int start = (int) (where * text.length());
    int end = Math.min(text.length(), start + length);
    return text.substring(0, start) + splinter + text.substring(end);
  }
}
