package dev.baton.format.stored;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** Writes and reads values of one type. */
interface StoredCodec {

  void write(JsonGenerator generator, Object value);

  /** Reads the value at the parser's current token, and stays on its last token. */
  Object read(JsonParser parser);

  /**
   * What a member has that is not there.
   *
   * @throws StoredJson.Unreadable when the type has no such value
   */
  Object missing();

  /** Whether a member of this value is left out. */
  boolean omits(Object value);
}
