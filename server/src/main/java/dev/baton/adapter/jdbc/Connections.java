package dev.baton.adapter.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Opens connections to one file, each for its use. */
final class Connections {

  private final Path file;
  private final SqliteFaults faults;

  Connections(Path file) {
    this.file = file.toAbsolutePath();
    this.faults = new SqliteFaults(file);
  }

  /** Reads and writes; makes the write-ahead log. */
  Sql owner() {
    Sql sql = open("mode=rwc");
    try {
      sql.script("pragma busy_timeout = 5000");
      sql.first("pragma journal_mode = wal", row -> row.getString(1));
      sql.script(
          """
          pragma synchronous = full;
          pragma foreign_keys = on;
          pragma temp_store = memory;
          pragma wal_autocheckpoint = 4000;
          pragma journal_size_limit = 67108864;
          """);
      return sql;
    } catch (RuntimeException e) {
      sql.close();
      throw e;
    }
  }

  /** Reads what is committed, beside an owner. */
  Sql reader() {
    return reading("mode=ro");
  }

  /** Reads a file that nobody writes, without any file beside it. */
  Sql readerOfResting() {
    return reading("mode=ro&immutable=1");
  }

  /** Reads for a copy, beside an owner or without one; writes no row. */
  Sql copier() {
    Sql sql = open("mode=rw");
    try {
      sql.script("pragma busy_timeout = 30000");
      return sql;
    } catch (RuntimeException e) {
      sql.close();
      throw e;
    }
  }

  private Sql reading(String options) {
    Sql sql = open(options);
    try {
      sql.script("pragma busy_timeout = 5000");
      sql.script("pragma temp_store = memory");
      sql.script("pragma query_only = on");
      return sql;
    } catch (RuntimeException e) {
      sql.close();
      throw e;
    }
  }

  private Sql open(String options) {
    // An escaped URI: a directory's name may hold '?', '%' or '#'.
    String uri = "file:" + file.toUri().getRawPath() + "?" + options;
    try {
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + uri);
      return new Sql(connection, faults);
    } catch (SQLException e) {
      throw faults.translate(e);
    }
  }
}
