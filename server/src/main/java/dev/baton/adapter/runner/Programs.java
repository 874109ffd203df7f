package dev.baton.adapter.runner;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds programs of the system, whatever PATH a build has. */
record Programs(List<Path> directories) {

  static Programs here() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return new Programs(
        Stream.concat(
                Stream.of("/usr/bin", "/bin", "/usr/sbin", "/sbin"), Stream.of(path.split(":")))
            .map(Path::of)
            .filter(Path::isAbsolute)
            .distinct()
            .toList());
  }

  Optional<String> find(String name) {
    return directories.stream()
        .map(directory -> directory.resolve(name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
