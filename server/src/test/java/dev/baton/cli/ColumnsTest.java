package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How wide texts are on a terminal. */
final class ColumnsTest {

  @ParameterizedTest
  @CsvSource({"abc,3", "é,1", "e\u0301,1", "日本,4", "한글,4", "ｱ,1", "Ａ,2", "🚀,2", "✅,2", "→…,2"})
  void eachCharacterTakesItsCells(String text, int cells) {
    assertThat(Columns.width(text)).isEqualTo(cells);
  }

  @Test
  void aWideCharacterIsNeverCutInTwo() {
    assertThat(Columns.cut("a日本", 4)).isEqualTo("a日");
  }

  @Test
  void whatMovesTheCursorIsABlank() {
    assertThat(Columns.cut("a\tb\r\u001b", 10)).isEqualTo("a b  ");
  }
}
