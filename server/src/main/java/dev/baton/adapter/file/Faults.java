package dev.baton.adapter.file;

import dev.baton.port.PortException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** The disk's faults in words. */
final class Faults {

  private Faults() {}

  /** A fault that may pass (space can be made), with what was tried and why it failed. */
  static PortException of(String what, IOException e) {
    return new PortException(what + ": " + reason(e), true, e);
  }

  /**
   * Why: the operating system's words where it gave some, since Java's own message may be no more
   * than a path.
   */
  static String reason(IOException e) {
    if (e instanceof NoSuchFileException missing) {
      return "no such file: " + missing.getFile();
    }
    if (e instanceof AccessDeniedException denied) {
      return "permission denied: " + denied.getFile();
    }
    if (e instanceof FileSystemException fault && fault.getReason() != null) {
      return fault.getReason();
    }
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
