package dev.baton.adapter.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the files of a data directory into a backup while others go on writing: artifacts never
 * change, and of logs only whole lines are taken. What is read after the database was copied holds
 * everything that the copy refers to.
 */
public final class BackupFiles {

  /** How many left-out files are named. */
  private static final int NAMED = 20;

  private final BackupWriter writer;
  private final List<String> leftOut = new ArrayList<>();

  public BackupFiles(BackupWriter writer) {
    this.writer = writer;
  }

  /**
   * Adds every artifact, not those on their way in.
   *
   * @throws dev.baton.port.PortException when something cannot be read or written, as every method
   *     here
   */
  public void blobs(Path directory) {
    each(
        directory,
        shelf ->
            each(
                shelf,
                file -> {
                  String name =
                      BackupNames.BLOBS + "/" + Names.last(shelf) + "/" + Names.last(file);
                  if (BackupNames.isBlob(name)) {
                    writer.add(name, file);
                  }
                }));
  }

  /** Adds every log as far as its lines are whole. */
  public void logs(Path directory) {
    each(
        directory,
        group ->
            each(
                group,
                file -> {
                  String name = BackupNames.LOGS + "/" + Names.last(group) + "/" + Names.last(file);
                  if (BackupNames.isKnown(name)) {
                    writer.addLog(name, file);
                  }
                }));
  }

  /** Adds what lies in buckets. Links and other things that are no files are left out and named. */
  public void buckets(Path directory) {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      Files.walkFileTree(directory, new Buckets(directory));
    } catch (IOException e) {
      throw BackupWriter.failed(e);
    }
  }

  /** What was left out, the first of it. */
  public List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  private final class Buckets extends SimpleFileVisitor<Path> {

    private final Path root;

    Buckets(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String name = BackupNames.BUCKETS + "/" + root.relativize(file);
      if (attributes.isRegularFile() && BackupNames.isKnown(name)) {
        writer.add(name, file);
      } else if (leftOut.size() < NAMED) {
        leftOut.add(name);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE; // A deployment has replaced it meanwhile.
      }
      throw failure;
    }
  }

  private interface Step {
    void take(Path path) throws IOException;
  }

  private static void each(Path directory, Step step) {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
      for (Path child : children) {
        step.take(child);
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      // Nothing of the kind was stored yet, or something else lies among it.
      return;
    } catch (DirectoryIteratorException e) {
      throw BackupWriter.failed(new IOException("cannot list " + directory, e));
    } catch (IOException e) {
      throw BackupWriter.failed(e);
    }
  }
}
