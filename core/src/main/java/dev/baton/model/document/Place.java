package dev.baton.model.document;

/**
 * Where something stands in a text.
 *
 * @param file the file's name as the user gave it; empty for a document that came over the wire
 * @param line 1-based; 0 when the document has no text
 * @param column 1-based, in UTF-16 units; 0 when the document has no text
 */
public record Place(String file, int line, int column) {

  /** The place of what no text holds, such as a request over the wire. */
  public static final Place NOWHERE = new Place("", 0, 0);

  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }
}
