package dev.baton.format.document;

import dev.baton.format.document.Document.Notation;
import dev.baton.model.document.Place;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML 1.2 (core schema) to a tree: {@code yes} and {@code on} are text here, and whoever wants a
 * boolean of YAML 1.1 reads them so. Anchors, aliases and merge keys are resolved, within bounds;
 * nothing is ever constructed from a tag. One document.
 */
public final class YamlReader {

  private YamlReader() {}

  /** Reads UTF-8 bytes. */
  public static Parsed<Document> read(String file, byte[] bytes) {
    return Utf8Text.decode(file, bytes).then(text -> readChecked(file, text));
  }

  /** Reads decoded text. */
  public static Parsed<Document> read(String file, String text) {
    return Utf8Text.check(file, text).then(checked -> readChecked(file, checked));
  }

  static Parsed<Document> readChecked(String file, String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel("")
            .setUseMarks(true)
            .setCodePointLimit(DocumentReader.MAX_BYTES)
            .build();
    YamlPlaces places = new YamlPlaces(file, text);
    try {
      return new YamlTree(places, new Parse(settings).parseString(text).iterator())
          .document()
          .then(root -> new Parsed.Accepted<>(new Document(root, Notation.YAML), List.of()));
    } catch (YamlTree.Abandoned e) {
      return Utf8Text.rejected(e.code, e.place, e.getMessage());
    } catch (MarkedYamlEngineException e) {
      Place place = places.of(e.getProblemMark().or(e::getContextMark));
      return Utf8Text.rejected(Utf8Text.INVALID, place, "Invalid YAML: " + explain(e));
    } catch (YamlEngineException e) {
      return Utf8Text.rejected(
          Utf8Text.INVALID, places.start(), "Invalid YAML: " + Excerpt.of(message(e), 300));
    }
  }

  private static String explain(MarkedYamlEngineException e) {
    String problem = e.getProblem() == null ? message(e) : e.getProblem();
    if (problem.contains("mapping values are not allowed")) {
      return "mapping values are not allowed in this context; put text that holds ': ' in quotes,"
          + " or mend the indentation";
    }
    if (problem.contains("TAB")) {
      return "a tab cannot stand here; indent with spaces";
    }
    String context = e.getContext() == null ? "" : e.getContext() + contextLine(e) + ": ";
    return Excerpt.of(context + problem, 300);
  }

  private static String contextLine(MarkedYamlEngineException e) {
    return e.getContextMark()
        .map(Mark::getLine)
        .map(line -> " (line " + (line + 1) + ")")
        .orElse("");
  }

  private static String message(YamlEngineException e) {
    String message = e.getMessage();
    return message == null ? "it cannot be read" : message;
  }
}
