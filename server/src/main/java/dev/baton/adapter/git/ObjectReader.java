package dev.baton.adapter.git;

import dev.baton.adapter.process.Finished;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads objects by name, all in one call. */
final class ObjectReader {

  private ObjectReader() {}

  /** An object: its type as git calls it, its bytes as characters. */
  record Found(String id, String type, String latin) {}

  /**
   * What each name stands for; empty where it stands for nothing, or for more than one thing.
   *
   * @param names without line breaks
   */
  static List<Optional<Found>> read(Git.Call call, List<String> names, String what) {
    Finished finished = call.reading(String.join("\n", names) + "\n").orThrow(what);
    List<Optional<Found>> found = new ArrayList<>();
    byte[] output = finished.output();
    int at = 0;
    while (at < output.length && found.size() < names.size()) {
      int end = indexOfFeed(output, at);
      String[] header = new String(output, at, end - at, StandardCharsets.UTF_8).split(" ", -1);
      at = end + 1;
      boolean object =
          header.length == 3
              && header[2].matches("\\d+")
              && header[0].matches("[0-9a-f]{40}|[0-9a-f]{64}");
      if (!object) {
        found.add(Optional.empty());
        continue;
      }
      long size = Long.parseLong(header[2]);
      int to = (int) Math.min(output.length, at + size);
      found.add(
          Optional.of(
              new Found(
                  header[0],
                  header[1],
                  new String(output, at, to - at, StandardCharsets.ISO_8859_1))));
      at = to + 1;
    }
    while (found.size() < names.size()) {
      found.add(Optional.empty());
    }
    return found;
  }

  private static int indexOfFeed(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    return at;
  }
}
