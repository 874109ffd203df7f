package dev.baton.adapter.owner;

import dev.baton.port.PortException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The lock of a data directory. The operating system gives it back when the process dies, however
 * it dies. One object for a directory in a process: closing any other handle on the file would give
 * the lock back too.
 */
public final class OwnerLock implements AutoCloseable {

  private static final String FILE = "owner.lock";

  private final FileChannel channel;
  private Optional<FileLock> lock = Optional.empty();

  private OwnerLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Opens the lock's file without taking the lock. */
  public static OwnerLock open(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      return new OwnerLock(
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    } catch (IOException e) {
      throw new PortException("Cannot open " + file + ": " + e, false, e);
    }
  }

  /**
   * Takes the lock if nobody has it.
   *
   * @return the owner's epoch, higher than every earlier owner's; empty when somebody has the lock
   */
  public synchronized Optional<Long> tryAcquire() {
    if (lock.isPresent()) {
      throw new IllegalStateException("this process owns the data directory already");
    }
    try {
      lock = Optional.ofNullable(channel.tryLock());
      return lock.isPresent() ? Optional.of(nextEpoch()) : Optional.empty();
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new PortException("Cannot lock the data directory: " + e, false, e);
    }
  }

  private long nextEpoch() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES);
    long last = channel.read(bytes, 0) == Long.BYTES ? bytes.flip().getLong() : 0;
    long next = last + 1;
    channel.write(ByteBuffer.allocate(Long.BYTES).putLong(next).flip(), 0);
    return next;
  }

  /** Gives the lock back. */
  public synchronized void release() {
    try {
      if (lock.isPresent()) {
        lock.get().release();
        lock = Optional.empty();
      }
    } catch (IOException e) {
      throw new PortException("Cannot unlock the data directory: " + e, false, e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      channel.close();
      lock = Optional.empty();
    } catch (IOException e) {
      throw new PortException("Cannot close the lock of the data directory: " + e, false, e);
    }
  }
}
