package dev.baton.app;

import dev.baton.port.PortException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory of one's own, mode 0700, that is gone when it is closed. */
record ScratchTree(Path path) implements AutoCloseable {

  static ScratchTree in(Path parent) {
    try {
      return new ScratchTree(Files.createTempDirectory(parent, "baton-"));
    } catch (IOException e) {
      throw new PortException("Cannot make a directory in " + parent + ": " + e, false, e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(path)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.delete(each);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new PortException("Cannot remove " + path + ": " + e, false, e);
    }
  }
}
