package dev.baton.adapter.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * A stream's bytes where they can be read in any order: in memory while they are few, else in a
 * file that is gone afterwards.
 */
final class Spool implements AutoCloseable {

  private static final int FEW = 8 * 1024 * 1024;

  private final SeekableByteChannel channel;

  private Spool(SeekableByteChannel channel) {
    this.channel = channel;
  }

  static Spool of(InputStream in, Path scratch) throws IOException {
    byte[] first = in.readNBytes(FEW);
    if (first.length < FEW) {
      return new Spool(new SeekableInMemoryByteChannel(first));
    }
    Path file = Files.createTempFile(scratch, "", ".unpacking", OwnerOnly.FILE);
    // One channel for both, as the file loses its name as soon as it is opened so: it cannot
    // outlive a killed process.
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try {
      OutputStream out = Channels.newOutputStream(channel);
      out.write(first);
      in.transferTo(out);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return new Spool(channel);
  }

  /** Bytes that lie in a file already; closing leaves the file. */
  static Spool over(FileChannel file) {
    return new Spool(file);
  }

  SeekableByteChannel channel() {
    return channel;
  }

  long size() throws IOException {
    return channel.size();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
