package dev.baton.adapter.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Trees of files for tests: made from, and read into, maps of path to content; a link is {@code ->
 * target}.
 */
final class Scratch {

  private Scratch() {}

  static Path write(Path root, Map<String, String> files) throws IOException {
    Files.createDirectories(root);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      if (file.getValue().startsWith("-> ")) {
        Files.createSymbolicLink(path, Path.of(file.getValue().substring(3)));
      } else {
        Files.writeString(path, file.getValue());
      }
    }
    return root;
  }

  static Map<String, String> read(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path path : (Iterable<Path>) walk::iterator) {
        String name = root.relativize(path).toString();
        if (Files.isSymbolicLink(path)) {
          files.put(name, "-> " + Files.readSymbolicLink(path));
        } else if (Files.isRegularFile(path)) {
          files.put(name, new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
        } else if (isEmpty(path) && !path.equals(root)) {
          files.put(name + "/", "");
        }
      }
    }
    return files;
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.findAny().isEmpty();
    }
  }

  static void remove(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      List<Path> paths = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path path : paths) {
        Files.delete(path);
      }
    }
  }
}
