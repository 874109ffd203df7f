package dev.baton.adapter.file;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What entries of a backup are called. Whoever reads one takes these names and no others, so that
 * nothing in an archive decides where it lies.
 */
final class BackupNames {

  /** The first entry: what kind of archive this is. */
  static final String HEADER = "baton-backup.json";

  /** The last entry: a line for every other one, as {@code sha256sum -c} takes it. */
  static final String SUMS = "SHA256SUMS";

  static final String DATABASE = "baton.db";
  static final String BLOBS = "blobs";
  static final String LOGS = "logs";
  static final String BUCKETS = "s3";

  private static final int LONGEST = 4096;
  private static final int LONGEST_PART = 255;

  private static final Pattern BLOB = Pattern.compile("blobs/([0-9a-f]{2})/(\\1[0-9a-f]{62})");
  private static final Pattern LOG =
      Pattern.compile("logs/[A-Za-z0-9_%-][A-Za-z0-9_%.-]*/[A-Za-z0-9_%-][A-Za-z0-9_%.-]*\\.log");

  private BackupNames() {}

  static boolean isBlob(String name) {
    return BLOB.matcher(name).matches();
  }

  static boolean inBucket(String name) {
    return name.startsWith(BUCKETS + "/");
  }

  /** Whether an entry between the first and the last may be called so. */
  static boolean isKnown(String name) {
    if (name.length() > LONGEST) {
      return false;
    }
    return name.equals(DATABASE)
        || isBlob(name)
        || (LOG.matcher(name).matches() && partsAreNames(name))
        || (inBucket(name) && partsAreNames(name));
  }

  private static boolean partsAreNames(String name) {
    for (String part : name.split("/", -1)) {
      boolean wrong = part.isEmpty() || part.equals(".") || part.equals("..");
      if (wrong
          || part.indexOf('\0') >= 0
          || part.getBytes(StandardCharsets.UTF_8).length > LONGEST_PART) {
        return false;
      }
    }
    return true;
  }

  /** A line of the sums, in the form of GNU's sha256sum: what would break a line is escaped. */
  static String line(String sha256, String name) {
    String escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    return (escaped.equals(name) ? "" : "\\") + sha256 + "  " + escaped + "\n";
  }
}
