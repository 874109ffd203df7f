package dev.baton.adapter.jdbc;

import dev.baton.port.PortException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says what a fault of SQLite means for the person whose database it is. */
final class SqliteFaults {

  private final Path file;

  SqliteFaults(Path file) {
    this.file = file;
  }

  PortException translate(SQLException fault) {
    if (!(fault instanceof SQLiteException sqlite)) {
      return new PortException(
          "The database " + file + " failed: " + fault.getMessage(), false, fault);
    }
    SQLiteErrorCode code = sqlite.getResultCode();
    return switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
      case SQLITE_FULL ->
          fault(
              "There is no room left for the database "
                  + file
                  + "; nothing of this change was stored. Free some disk space and try again",
              true,
              fault);
      case SQLITE_IOERR ->
          fault("The disk that holds the database " + file + " fails (" + code + ")", true, fault);
      case SQLITE_BUSY, SQLITE_LOCKED ->
          fault("Another process keeps the database " + file + " locked", true, fault);
      case SQLITE_CORRUPT ->
          fault(
              "The database "
                  + file
                  + " is damaged ("
                  + code
                  + "). Keep the file, and restore a backup of the data directory",
              false,
              fault);
      case SQLITE_NOTADB ->
          fault(
              file + " is not a database of Baton. Move it away, or name another data directory",
              false,
              fault);
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH ->
          fault(
              "The database "
                  + file
                  + " cannot be opened or written ("
                  + code
                  + "). Its directory and file must belong to the user who runs Baton",
              false,
              fault);
      default -> fault("The database " + file + " failed: " + fault.getMessage(), false, fault);
    };
  }

  private static PortException fault(String message, boolean retryable, SQLException cause) {
    return new PortException(message, retryable, cause);
  }
}
