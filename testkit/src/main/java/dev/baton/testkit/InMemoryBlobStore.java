package dev.baton.testkit;

import dev.baton.model.artifact.Digest;
import dev.baton.port.BlobStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Blobs in memory. */
public final class InMemoryBlobStore implements BlobStore {

  private final Map<Digest, byte[]> blobs = new ConcurrentHashMap<>();

  /** Stores bytes that are at hand. */
  public Stored put(byte[] bytes) {
    Digest digest = new Digest(HexFormat.of().formatHex(sha256().digest(bytes)));
    blobs.put(digest, bytes.clone());
    return new Stored(digest, bytes.length);
  }

  /** Loses a blob, as a damaged disk does. */
  public void lose(Digest digest) {
    blobs.remove(digest);
  }

  @Override
  public Upload upload() {
    var bytes = new ByteArrayOutputStream();
    return new Upload() {
      @Override
      public OutputStream stream() {
        return bytes;
      }

      @Override
      public Stored commit() {
        return put(bytes.toByteArray());
      }

      @Override
      public void close() {
        bytes.reset();
      }
    };
  }

  @Override
  public Optional<InputStream> open(Digest digest) {
    return Optional.ofNullable(blobs.get(digest)).map(ByteArrayInputStream::new);
  }

  @Override
  public Optional<Long> size(Digest digest) {
    return Optional.ofNullable(blobs.get(digest)).map(bytes -> (long) bytes.length);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
