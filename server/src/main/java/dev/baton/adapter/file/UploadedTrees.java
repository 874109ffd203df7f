package dev.baton.adapter.file;

import dev.baton.model.artifact.Digest;
import dev.baton.port.ArtifactFiles;
import dev.baton.port.BlobStore;
import dev.baton.port.Uploads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Uploads as directories {@code <sha256>}. One is there as a whole or not at all. */
public final class UploadedTrees implements Uploads {

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private final Path root;
  private final Path scratch;
  private final ArtifactFiles files;
  private final long largest;
  private final InstantSource clock;

  /**
   * Uploads below a directory.
   *
   * @param scratch on the same file system, for what is on its way
   * @param largest how many bytes an upload may have
   */
  public UploadedTrees(
      Path root, Path scratch, ArtifactFiles files, long largest, InstantSource clock) {
    this.root = root;
    this.scratch = scratch;
    this.files = files;
    this.largest = largest;
    this.clock = clock;
  }

  @Override
  public String keep(InputStream zip) throws IOException {
    OwnerOnly.directories(root);
    Path arriving = Files.createTempDirectory(scratch, "upload-", OwnerOnly.DIRECTORY);
    try {
      BlobStore blobs = new FileBlobStore(arriving.resolve("blobs"), largest);
      Digest digest = stored(zip, blobs);
      Path kept = root.resolve(digest.hex());
      if (!Files.isDirectory(kept)) {
        move(unpacked(blobs, digest, arriving.resolve("content")), kept);
      }
      Files.setLastModifiedTime(kept, FileTime.from(clock.instant()));
      return kept.toString();
    } finally {
      Removing.tree(arriving);
    }
  }

  private static Digest stored(InputStream zip, BlobStore blobs) throws IOException {
    try (BlobStore.Upload upload = blobs.upload()) {
      zip.transferTo(upload.stream());
      return upload.commit().digest();
    }
  }

  private Path unpacked(BlobStore blobs, Digest digest, Path content) throws IOException {
    files.unpack(blobs, digest, content);
    Path tree = content.resolve(TREE);
    if (!Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
      throw new ArtifactFiles.UnsafeArchive("it has no directory " + TREE);
    }
    if (Files.exists(tree.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
      throw new ArtifactFiles.UnsafeArchive(
          TREE + "/.git is not taken: a repository is sent as " + GIT);
    }
    Path git = content.resolve(GIT);
    if (Files.isDirectory(git, LinkOption.NOFOLLOW_LINKS)) {
      SentGit.check(git);
      Files.move(git, tree.resolve(".git"));
    }
    return tree;
  }

  /** Another upload of the same may have been faster. */
  private static void move(Path tree, Path kept) throws IOException {
    try {
      Files.move(tree, kept, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
      if (!Files.isDirectory(kept)) {
        throw e;
      }
    }
  }

  @Override
  public boolean holds(String place) {
    try {
      Path path = Path.of(place);
      if (!path.isAbsolute() || !path.equals(path.normalize()) || !path.startsWith(root)) {
        return false;
      }
      Path below = root.relativize(path);
      Path upload = root.resolve(below.getName(0));
      // A part of an upload may be a link: it must not lead to other files of this machine.
      return DIGEST.matcher(below.getName(0).toString()).matches()
          && Files.isDirectory(path)
          && path.toRealPath().startsWith(upload.toRealPath());
    } catch (InvalidPathException | IOException e) {
      return false;
    }
  }

  @Override
  public void sweep(Instant limit, Predicate<String> needed) {
    if (!Files.isDirectory(root)) {
      return;
    }
    try (DirectoryStream<Path> uploads = Files.newDirectoryStream(root)) {
      for (Path upload : uploads) {
        boolean old = Files.getLastModifiedTime(upload).toInstant().isBefore(limit);
        if (old && !needed.test(upload.toString())) {
          Removing.tree(upload);
        }
      }
    } catch (IOException e) {
      throw Faults.of("cannot remove old uploads in " + root, e);
    }
  }
}
