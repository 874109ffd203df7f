package dev.baton.format.project;

import java.util.ArrayList;
import java.util.List;

/**
 * What a project asks for and the process runner does not do, in sentences for the first lines of a
 * build's log.
 */
final class NotHonoured {

  private final List<String> sentences = new ArrayList<>();

  /** Adds one: which setting, and what is done instead. */
  void add(String setting, String instead) {
    String sentence = "The project's " + setting + " is not honoured: " + instead + ".";
    if (!sentences.contains(sentence)) {
      sentences.add(sentence);
    }
  }

  List<String> list() {
    return List.copyOf(sentences);
  }
}
