package dev.baton.adapter.jdbc;

/** Prefixes as ranges, so that an index serves them. */
final class Prefix {

  /** U+10FFFF: no text sorts after it by its UTF-8 bytes. */
  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  private Prefix() {}

  /** What every text with that prefix is less than. */
  static String end(String prefix) {
    return prefix + LAST;
  }
}
