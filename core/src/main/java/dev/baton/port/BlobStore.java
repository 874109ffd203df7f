package dev.baton.port;

import dev.baton.model.artifact.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Bytes by digest. A blob that {@link Upload#commit} has returned is on the disk for good (synced);
 * the same bytes stored twice are one blob. Safe for concurrent use.
 */
public interface BlobStore {

  /** Begins an upload; what is not committed leaves nothing behind once closed. */
  Upload upload();

  /** Opens a blob; empty when there is none of that digest. The caller closes the stream. */
  Optional<InputStream> open(Digest digest);

  /** The blob's size in bytes; empty when there is none. */
  Optional<Long> size(Digest digest);

  /** Bytes on their way in. */
  interface Upload extends AutoCloseable {

    /** Where to write; throws when the disk is full or the store's size limit is reached. */
    OutputStream stream() throws IOException;

    /** Ends the upload durably. */
    Stored commit() throws IOException;

    /** Drops what was not committed. */
    @Override
    void close();
  }

  /** A blob that is stored. */
  record Stored(Digest digest, long size) {}
}
