package dev.baton.adapter.file;

import java.nio.file.Path;
import java.util.List;

/**
 * What goes into an artifact, by name in order.
 *
 * @param warnings sentences for the build's log: patterns without a match, links left out, names
 *     given twice
 */
record Selection(List<Chosen> chosen, List<String> warnings) {

  /** How many files and links there are. */
  int files() {
    return (int) chosen.stream().filter(one -> !(one instanceof EmptyDirectory)).count();
  }

  /** Something with its name in the artifact: relative, {@code /} between segments. */
  sealed interface Chosen {

    String name();
  }

  /**
   * A file; {@code file} is where its bytes are, which for a link taken as a file is elsewhere
   * within the root.
   */
  record ChosenFile(String name, Path file) implements Chosen {}

  /** A link that stays a link. */
  record ChosenLink(String name, String target) implements Chosen {}

  /** A directory without anything in it. */
  record EmptyDirectory(String name) implements Chosen {}
}
