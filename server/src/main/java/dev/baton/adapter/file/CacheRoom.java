package dev.baton.adapter.file;

import dev.baton.port.CacheStore.Wanted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Where the zips of caches lie, and which of them go. */
final class CacheRoom {

  /** As a name of a file it must not become longer than file systems take. */
  private static final int LONGEST_KEY = 150;

  private static final String WITHOUT_KEY = "latest.zip";
  private static final String KEYED = "k-";
  private static final String ZIP = ".zip";

  private final Path root;
  private final ReentrantLock eviction = new ReentrantLock();

  CacheRoom(Path root) {
    this.root = root;
  }

  /** A zip and its key, which is empty for the one without. */
  record Entry(Path file, String key, BasicFileAttributes attributes) {

    FileTime saved() {
      return attributes.lastModifiedTime();
    }

    FileTime used() {
      return attributes.lastAccessTime();
    }
  }

  Path of(String scope) {
    byte[] digest = Hashes.sha256().digest(scope.getBytes(StandardCharsets.UTF_8));
    return root.resolve(HexFormat.of().formatHex(digest, 0, 16));
  }

  Path place(String scope, Optional<String> key) throws IOException {
    if (key.isEmpty()) {
      return of(scope).resolve(WITHOUT_KEY);
    }
    byte[] bytes = key.get().getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length > LONGEST_KEY) {
      throw new IOException("a cache's key has 1 to " + LONGEST_KEY + " bytes");
    }
    return of(scope)
        .resolve(KEYED + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + ZIP);
  }

  /** The entries that will do, the best first. */
  List<Entry> candidates(String scope, Wanted wanted) throws IOException {
    List<Entry> all = new ArrayList<>(entries(of(scope)));
    all.sort(Comparator.comparing(Entry::saved).reversed());
    List<Entry> found = new ArrayList<>();
    String exact = wanted.key().orElse("");
    all.stream().filter(entry -> entry.key().equals(exact)).forEach(found::add);
    for (String prefix : wanted.prefixes()) {
      all.stream()
          .filter(entry -> !entry.key().isEmpty() && entry.key().startsWith(prefix))
          .forEach(found::add);
    }
    return found;
  }

  /** Removes what was used least recently, until the rest keeps to the limits. */
  void evict(long mostBytes, int mostEntries, Path spared) throws IOException {
    eviction.lock();
    try {
      List<Entry> all = new ArrayList<>();
      for (Path scope : children(root)) {
        all.addAll(entries(scope));
      }
      long bytes = all.stream().mapToLong(entry -> entry.attributes().size()).sum();
      int count = all.size();
      all.sort(Comparator.comparing(Entry::used));
      for (Entry oldest : all) {
        if (bytes <= mostBytes && count <= mostEntries) {
          return;
        }
        if (!oldest.file().equals(spared)) {
          Files.deleteIfExists(oldest.file());
          bytes -= oldest.attributes().size();
          count--;
        }
      }
    } finally {
      eviction.unlock();
    }
  }

  void removeLeftovers(String suffix) throws IOException {
    for (Path scope : children(root)) {
      for (Path file : children(scope)) {
        if (file.toString().endsWith(suffix)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static List<Entry> entries(Path scope) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Path file : children(scope)) {
      Optional<BasicFileAttributes> attributes = FileTree.attributes(file);
      Optional<String> key = key(Names.last(file));
      if (key.isPresent() && attributes.filter(BasicFileAttributes::isRegularFile).isPresent()) {
        entries.add(new Entry(file, key.get(), attributes.get()));
      }
    }
    return entries;
  }

  private static Optional<String> key(String name) {
    if (name.equals(WITHOUT_KEY)) {
      return Optional.of("");
    }
    if (!name.startsWith(KEYED) || !name.endsWith(ZIP)) {
      return Optional.empty();
    }
    String encoded = name.substring(KEYED.length(), name.length() - ZIP.length());
    try {
      return Optional.of(
          new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      // Not a name that was given here: nobody asks for it.
      return Optional.empty();
    }
  }

  private static List<Path> children(Path directory) throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(children::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
    return children;
  }
}
