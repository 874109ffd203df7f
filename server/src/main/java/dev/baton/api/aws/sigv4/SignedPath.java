package dev.baton.api.aws.sigv4;

import java.util.ArrayDeque;
import java.util.Deque;

/** A path in its canonical form. */
final class SignedPath {

  private SignedPath() {}

  /**
   * Of a service other than S3: without dots and doubled slashes, every segment encoded once more
   * than it came.
   */
  static String standard(String raw) {
    if (raw.isEmpty() || raw.equals("/")) {
      return "/";
    }
    Deque<String> kept = new ArrayDeque<>();
    for (String segment : raw.split("/")) {
      switch (segment) {
        case "", "." -> {}
        case ".." -> kept.pollLast();
        default -> kept.addLast(segment);
      }
    }
    StringBuilder path = new StringBuilder();
    kept.forEach(segment -> PercentCoding.encode(segment, path.append('/')));
    if (kept.isEmpty() || raw.endsWith("/")) {
      path.append('/');
    }
    return path.toString();
  }

  /** Of S3: a key is any text, and each spelling of it means the same. */
  static String s3(String raw) {
    if (raw.isEmpty()) {
      return "/";
    }
    StringBuilder path = new StringBuilder();
    try {
      for (String segment : raw.split("/", -1)) {
        path.append(PercentCoding.canonical(segment, false)).append('/');
      }
    } catch (IllegalArgumentException e) {
      throw new SignatureFault(
          Reason.MALFORMED, "The path cannot be decoded: " + e.getMessage() + ".");
    }
    return path.substring(0, path.length() - 1);
  }
}
