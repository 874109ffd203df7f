package dev.baton.adapter.file;

import dev.baton.model.artifact.Digest;
import dev.baton.port.BlobStore;
import dev.baton.port.PortException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Blobs as files {@code ab/<sha256>} under a directory. An upload is written beside them, synced
 * and renamed, so that a blob is either there as a whole or not at all.
 */
public final class FileBlobStore implements BlobStore {

  private static final String UPLOADS = "uploads";

  private final Path root;
  private final long largest;

  /**
   * A store beside whoever owns the directory; makes it when it is not there.
   *
   * @param root the blobs' directory
   * @param largest how many bytes a blob may have
   * @throws PortException when the directory cannot be made
   */
  public FileBlobStore(Path root, long largest) {
    this.root = root;
    this.largest = largest;
    try {
      OwnerOnly.directories(root.resolve(UPLOADS));
    } catch (IOException e) {
      throw Faults.of("cannot make the artifact directory " + root, e);
    }
  }

  /**
   * The owner's store: removes what uploads of a killed owner have left. Only the one owner of the
   * directory may call this, since an upload that another process is writing would be lost.
   */
  public static FileBlobStore owned(Path root, long largest) {
    FileBlobStore store = new FileBlobStore(root, largest);
    store.removeLeftovers();
    return store;
  }

  @Override
  public Upload upload() {
    try {
      Path file = Files.createTempFile(root.resolve(UPLOADS), "", ".part", OwnerOnly.FILE);
      return new FileUpload(file, FileChannel.open(file, StandardOpenOption.WRITE));
    } catch (IOException e) {
      throw Faults.of("cannot begin to store an artifact in " + root, e);
    }
  }

  @Override
  public Optional<InputStream> open(Digest digest) {
    try {
      return Optional.of(Files.newInputStream(fileOf(digest)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Faults.of("cannot read artifact " + digest, e);
    }
  }

  @Override
  public Optional<Long> size(Digest digest) {
    try {
      return Optional.of(Files.size(fileOf(digest)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Faults.of("cannot read artifact " + digest, e);
    }
  }

  private Path fileOf(Digest digest) {
    return root.resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
  }

  private void removeLeftovers() {
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(root.resolve(UPLOADS))) {
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    } catch (IOException e) {
      throw Faults.of("cannot remove unfinished uploads in " + root, e);
    }
  }

  /** Bytes on their way into a file of their own, hashed as they pass. */
  private final class FileUpload implements Upload {

    private final Path file;
    private final FileChannel channel;
    private final MessageDigest hash = Hashes.sha256();
    private long size;
    private boolean over;

    FileUpload(Path file, FileChannel channel) {
      this.file = file;
      this.channel = channel;
    }

    @Override
    public OutputStream stream() {
      return new OutputStream() {
        @Override
        public void write(int b) throws IOException {
          write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          append(bytes, offset, length);
        }
      };
    }

    private void append(byte[] bytes, int offset, int length) throws IOException {
      if (length > largest - size) {
        throw new IOException("larger than the " + largest + " bytes that one artifact may have");
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      hash.update(bytes, offset, length);
      size += length;
    }

    @Override
    public Stored commit() throws IOException {
      if (over) {
        throw new IllegalStateException("this upload is over");
      }
      channel.force(true);
      channel.close();
      Digest digest = new Digest(HexFormat.of().formatHex(hash.digest()));
      Path directory = root.resolve(digest.hex().substring(0, 2));
      if (!Files.isDirectory(directory)) {
        OwnerOnly.directories(directory);
        OwnerOnly.sync(root);
      }
      Files.move(file, fileOf(digest), StandardCopyOption.ATOMIC_MOVE);
      over = true;
      OwnerOnly.sync(directory);
      return new Stored(digest, size);
    }

    @Override
    public void close() {
      if (over) {
        return;
      }
      over = true;
      try (channel) {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw Faults.of("cannot remove the unfinished upload " + file, e);
      }
    }
  }
}
