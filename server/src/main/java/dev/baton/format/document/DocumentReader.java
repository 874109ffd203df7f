package dev.baton.format.document;

import java.util.Locale;

/**
 * Reads a document in whichever notation it is: by the file's ending, else by its content. Any
 * input gives a tree or problems, never an exception, in time and memory bounded by the limits
 * below.
 */
public final class DocumentReader {

  /**
   * The longest text that is read, in bytes. Callers need not read further than one byte beyond it.
   */
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  /** How deeply lists and objects may stand in each other. */
  public static final int MAX_DEPTH = 100;

  /** How many values a document may hold, those that aliases repeat included. */
  public static final int MAX_VALUES = 200_000;

  /** How many characters a document may hold, those that aliases repeat included. */
  public static final long MAX_EXPANDED_CHARACTERS = 16L * 1024 * 1024;

  private DocumentReader() {}

  /**
   * Reads a file's bytes.
   *
   * @param file its name as the user gave it, for problems and for the choice of notation
   */
  public static Parsed<Document> read(String file, byte[] bytes) {
    return Utf8Text.decode(file, bytes).then(text -> readChecked(file, text));
  }

  /** Reads decoded text; {@code file} may be empty for what has no file. */
  public static Parsed<Document> read(String file, String text) {
    return Utf8Text.check(file, text).then(checked -> readChecked(file, checked));
  }

  private static Parsed<Document> readChecked(String file, String text) {
    String name = file.toLowerCase(Locale.ROOT);
    if (name.endsWith(".json")) {
      return JsonReader.readChecked(file, text);
    }
    if (name.endsWith(".yml") || name.endsWith(".yaml")) {
      return YamlReader.readChecked(file, text);
    }
    char first = text.stripLeading().charAt(0);
    if (first != '{' && first != '[') {
      return YamlReader.readChecked(file, text);
    }
    Parsed<Document> json = JsonReader.readChecked(file, text);
    if (json instanceof Parsed.Accepted) {
      return json;
    }
    Parsed<Document> yaml = YamlReader.readChecked(file, text);
    return yaml instanceof Parsed.Accepted ? yaml : json;
  }
}
