package dev.baton.format.document;

import dev.baton.model.document.Node;

/**
 * A text that was read.
 *
 * @param root its one value
 * @param notation how it was written: in YAML, unquoted numbers and booleans may stand where text
 *     is meant
 */
public record Document(Node root, Notation notation) {

  /** How a document is written. */
  public enum Notation {
    JSON,
    YAML
  }
}
