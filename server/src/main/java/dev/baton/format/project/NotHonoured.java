package dev.baton.format.project;

import java.util.ArrayList;
import java.util.List;

/**
 * What a project asks for and the process runner does not do, in sentences for the first lines of a
 * build's log.
 */
final class NotHonoured {

  private final List<String> sentences = new ArrayList<>();

  /** Adds one: which setting, and what is done instead. The log says before it what this is. */
  void add(String setting, String instead) {
    String sentence = "the project's " + setting + "; " + instead + ".";
    if (!sentences.contains(sentence)) {
      sentences.add(sentence);
    }
  }

  List<String> list() {
    return List.copyOf(sentences);
  }
}
