package dev.baton.format.document;

import dev.baton.model.document.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * The parser's marks, which count code points from 0, as places, which count UTF-16 units from 1.
 */
final class YamlPlaces {

  /** Beyond this column the difference is not worth its price on a text of one long line. */
  private static final int EXACT_COLUMNS = 2000;

  private final String file;
  private final String text;
  private final List<Integer> lineStarts = new ArrayList<>();

  YamlPlaces(String file, String text) {
    this.file = file;
    this.text = text;
    if (text.chars().anyMatch(c -> Character.isSurrogate((char) c))) {
      findLines();
    }
  }

  Place start() {
    return new Place(file, 1, 1);
  }

  Place of(Optional<Mark> mark) {
    return mark.map(m -> new Place(file, m.getLine() + 1, column(m) + 1)).orElseGet(this::start);
  }

  private int column(Mark mark) {
    int column = mark.getColumn();
    if (mark.getLine() >= lineStarts.size() || column > EXACT_COLUMNS) {
      return column;
    }
    int start = lineStarts.get(mark.getLine());
    int available = text.codePointCount(start, Math.min(text.length(), start + 2 * column));
    return text.offsetByCodePoints(start, Math.min(column, available)) - start;
  }

  private void findLines() {
    lineStarts.add(0);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
        lineStarts.add(i + 1);
      }
    }
  }
}
