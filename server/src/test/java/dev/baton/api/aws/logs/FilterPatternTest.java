package dev.baton.api.aws.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.api.aws.AwsFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filter patterns for text, after the examples of CloudWatch Logs' user guide. */
final class FilterPatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "ERROR; [ERROR 400] BAD REQUEST; true",
        "error; [ERROR 400] BAD REQUEST; false",
        "ERROR ARGUMENTS; [ERROR 419] MISSING ARGUMENTS; true",
        "ERROR ARGUMENTS; [ERROR 400] BAD REQUEST; false",
        "?ERROR ?ARGUMENTS; [WARN] MISSING ARGUMENTS; true",
        "?ERROR ?ARGUMENTS; [WARN] nothing; false",
        "?ERROR INFO; [INFO] fine; true",
        "?ERROR INFO; [ERROR] broken; false",
        "\"INTERNAL SERVER ERROR\"; [ERROR 500] INTERNAL SERVER ERROR; true",
        "\"INTERNAL SERVER ERROR\"; INTERNAL ERROR of a SERVER; false",
        "\"say \\\"no\\\"\"; they say \"no\" today; true",
        "ERROR -ARGUMENTS; [ERROR 400] BAD REQUEST; true",
        "ERROR -ARGUMENTS; [ERROR 419] MISSING ARGUMENTS; false",
        "-\"BAD REQUEST\"; [ERROR 400] BAD REQUEST; false",
        "?\"BAD REQUEST\" ?WARN; [ERROR 400] BAD REQUEST; true",
        "über_1; ein über_1 Wort; true",
      })
  void findsWhatThePatternSays(String pattern, String message, boolean found) {
    assertThat(FilterPattern.of(pattern).finds(message)).isEqualTo(found);
  }

  @Test
  void anEmptyPatternFindsEverything() {
    assertThat(FilterPattern.of(" ").finds("")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ $.level = \"ERROR\" }",
        "[ip, user, code=4*]",
        "%[45][0-9]{2}%",
        "\"open",
        "\"ends with \\",
        "-",
        "?",
        "\"\"",
        "a-b",
        "a*",
        "a\"b\"",
        "\u0000",
      })
  void anythingElseIsRefused(String pattern) {
    assertThatThrownBy(() -> FilterPattern.of(pattern))
        .isInstanceOf(AwsFault.class)
        .extracting(fault -> ((AwsFault) fault).type())
        .isEqualTo("InvalidParameterException");
  }
}
