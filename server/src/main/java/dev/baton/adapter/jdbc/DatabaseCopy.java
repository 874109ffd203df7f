package dev.baton.adapter.jdbc;

import dev.baton.port.PortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** A copy of a database at one moment, taken while its owner goes on writing. */
public final class DatabaseCopy {

  private DatabaseCopy() {}

  /**
   * What a copy holds.
   *
   * @param schema how many migrations made it
   * @param keyId of the master key that its secrets were encrypted with; empty when it has none
   */
  public record Facts(
      int schema, Optional<String> keyId, long pipelines, long executions, long builds) {}

  /**
   * Copies a database into a file that is not there yet, mode 0600.
   *
   * @throws PortException when there is no database, it is damaged, or there is no room
   */
  public static void write(Path database, Path copy) {
    if (!Files.exists(database)) {
      throw new PortException(
          "There is no database " + database + ": nothing was kept in this directory yet", false);
    }
    create(copy);
    try (Sql sql = new Connections(database).copier()) {
      sql.update("vacuum into ?", copy.toString());
    }
  }

  private static void create(Path copy) {
    boolean posix = copy.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] mode =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try {
      Files.createFile(copy, mode); // SQLite takes an empty file for none, and keeps its mode.
    } catch (IOException e) {
      throw new PortException("Cannot make " + copy + ": " + e, true, e);
    }
  }

  /**
   * Looks into a copy, all of it.
   *
   * @throws PortException when it is damaged, another program's, or a newer Baton's
   */
  public static Facts facts(Path copy) {
    try (Sql sql = new Connections(copy).readerOfResting()) {
      String check = sql.first("pragma quick_check(1)", row -> row.getString(1)).orElse("");
      if (!check.equals("ok")) {
        throw new PortException("The database " + copy + " is damaged: " + check, false);
      }
      int schema = new Migrations(copy).applied(sql);
      if (schema == 0) {
        throw new PortException("The database " + copy + " holds nothing", false);
      }
      return new Facts(
          schema,
          keyId(sql),
          count(sql, "select count(*) from pipelines where deleted is null"),
          count(sql, "select count(*) from executions"),
          count(sql, "select count(*) from builds"));
    }
  }

  private static long count(Sql sql, String query) {
    return sql.first(query, row -> row.getLong(1)).orElse(0L);
  }

  /** Whatever the schema: a ciphertext has a column of this name. */
  private static Optional<String> keyId(Sql sql) {
    List<String> tables =
        sql.list(
            """
            select m.name from sqlite_schema m join pragma_table_info(m.name) c
            where m.type = 'table' and c.name = 'key_id' order by m.name
            """,
            row -> row.getString(1));
    for (String table : tables) {
      Optional<String> id =
          sql.first(
              "select key_id from \"" + table + "\" where key_id is not null limit 1",
              row -> row.getString(1));
      if (id.isPresent()) {
        return id;
      }
    }
    return Optional.empty();
  }

  /**
   * Which key a key file holds.
   *
   * @throws PortException when it is no key file
   */
  public static String keyIdOf(Path keyFile) {
    return MasterKey.read(keyFile)
        .map(MasterKey::id)
        .orElseThrow(() -> new PortException("There is no master key " + keyFile, false));
  }
}
