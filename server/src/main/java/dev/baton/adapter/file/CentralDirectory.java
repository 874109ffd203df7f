package dev.baton.adapter.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/**
 * Counts a zip's entries in little memory, before a library makes an object of each. What is no zip
 * is left to that library to say.
 */
final class CentralDirectory {

  private static final int END_SIGNATURE = 0x06054b50;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int END_LENGTH = 22;
  private static final int ENTRY_LENGTH = 46;
  private static final int CHUNK = 64 * 1024;

  private CentralDirectory() {}

  /**
   * How many entry headers there are at the most: all that follow the first one which the archive's
   * end points to.
   */
  static long entriesOf(SeekableByteChannel channel) throws IOException {
    long size = channel.size();
    int tailLength = (int) Math.min(size, END_LENGTH + 0xFFFF);
    ByteBuffer tail = read(channel, size - tailLength, tailLength);
    for (int at = tailLength - END_LENGTH; at >= 0; at--) {
      if (tail.getInt(at) == END_SIGNATURE) {
        long offset = Integer.toUnsignedLong(tail.getInt(at + 16));
        // With 64 bits in use the offset stands elsewhere; the number of entries is then bounded by
        // what is left of the archive.
        return offset == 0xFFFFFFFFL
            ? count64(channel, size - tailLength + at)
            : count(channel, offset, size);
      }
    }
    return 0;
  }

  /**
   * The 64-bit end record lies before its locator of 20 bytes, which lies before the end record.
   */
  private static long count64(SeekableByteChannel channel, long end) throws IOException {
    if (end < 20) {
      return 0;
    }
    long record = read(channel, end - 20, 20).getLong(8);
    if (record < 0 || record > end - 56) {
      return 0;
    }
    return count(channel, read(channel, record, 56).getLong(48), end);
  }

  private static long count(SeekableByteChannel channel, long from, long end) throws IOException {
    long entries = 0;
    long at = from;
    ByteBuffer chunk = ByteBuffer.allocate(0);
    long chunkAt = 0;
    while (at >= 0 && at + ENTRY_LENGTH <= end) {
      if (at < chunkAt || at + ENTRY_LENGTH > chunkAt + chunk.limit()) {
        chunkAt = at;
        chunk = read(channel, at, (int) Math.min(CHUNK, end - at));
      }
      int header = (int) (at - chunkAt);
      if (chunk.getInt(header) != ENTRY_SIGNATURE) {
        break;
      }
      entries++;
      at +=
          ENTRY_LENGTH
              + unsigned(chunk, header + 28)
              + unsigned(chunk, header + 30)
              + unsigned(chunk, header + 32);
    }
    return entries;
  }

  private static int unsigned(ByteBuffer bytes, int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  private static ByteBuffer read(SeekableByteChannel channel, long position, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    channel.position(position);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // A channel may give less than was asked for.
    }
    return bytes.flip();
  }
}
