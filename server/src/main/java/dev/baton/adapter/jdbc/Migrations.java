package dev.baton.adapter.jdbc;

import dev.baton.port.PortException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Brings a database to this version's schema by numbered SQL files, each run once and in a
 * transaction of its own. What was run is recorded with its hash: a file that changed afterwards is
 * refused.
 */
final class Migrations {

  /** Marks a SQLite file as Baton's: the bytes of "Batn" in its header. */
  static final int APPLICATION_ID = 0x4261746e;

  /** In order; the number is the position, from 1. */
  private static final List<String> FILES =
      List.of(
          "0001-first.sql",
          "0002-summaries.sql",
          "0003-access-keys.sql",
          "0004-jobs.sql",
          "0005-resources.sql",
          "0006-audit.sql",
          "0007-parameter-notes.sql",
          "0008-secret-notes.sql",
          "0009-event-logs.sql",
          "0010-partners.sql",
          "0011-log-places.sql");

  private final Path file;

  Migrations(Path file) {
    this.file = file;
  }

  /** The files, in order. */
  static List<String> names() {
    return FILES;
  }

  /** Runs what is missing. Only an owner does that. */
  void migrate(Sql sql, Instant now) {
    migrate(sql, now, FILES.size());
  }

  /** As an older Baton, which knew only the first {@code known} of them. */
  void migrate(Sql sql, Instant now, int known) {
    int applied = check(sql);
    for (int number = applied + 1; number <= known; number++) {
      apply(sql, number, now);
    }
  }

  /**
   * Looks whether a reader can read this database; changes nothing.
   *
   * @return false when it holds nothing yet, or is of an older Baton: an owner brings it up to date
   */
  boolean isReadable(Sql sql) {
    return check(sql) == FILES.size();
  }

  /** How many were run; refuses what {@link #migrate} would refuse. */
  int applied(Sql sql) {
    return check(sql);
  }

  /** How many migrations were run; refuses foreign, newer and altered ones. */
  private int check(Sql sql) {
    int tables = sql.first("select count(*) from sqlite_schema", row -> row.getInt(1)).orElse(0);
    if (tables == 0) {
      return 0;
    }
    int id = sql.first("pragma application_id", row -> row.getInt(1)).orElse(0);
    if (id != APPLICATION_ID) {
      throw new PortException(
          file
              + " is the database of another program. Move it away, or name another data directory",
          false);
    }
    List<String> hashes =
        sql.list("select sha256 from migrations order by number", row -> row.getString(1));
    if (hashes.size() > FILES.size()) {
      throw new PortException(
          "The database "
              + file
              + " was made by a newer Baton (schema "
              + hashes.size()
              + ", this one knows "
              + FILES.size()
              + "). Run that Baton, or name another data directory",
          false);
    }
    for (int number = 1; number <= hashes.size(); number++) {
      checkHash(number, hashes.get(number - 1));
    }
    return hashes.size();
  }

  private void checkHash(int number, String recorded) {
    if (!recorded.equals(sha256(text(number)))) {
      throw new PortException(
          "The database "
              + file
              + " was made by another build of Baton: its migration "
              + FILES.get(number - 1)
              + " is not this one's. Run the Baton that made it",
          false);
    }
  }

  private void apply(Sql sql, int number, Instant now) {
    sql.update("begin immediate");
    try {
      sql.script(text(number));
      sql.update(
          "insert into migrations (number, name, sha256, at) values (?, ?, ?, ?)",
          number,
          FILES.get(number - 1),
          sha256(text(number)),
          now.toString());
      sql.script("pragma application_id = " + APPLICATION_ID);
      sql.update("commit");
    } catch (PortException e) {
      rollback(sql).ifPresent(e::addSuppressed);
      throw e;
    }
  }

  private static Optional<PortException> rollback(Sql sql) {
    try {
      sql.update("rollback");
      return Optional.empty();
    } catch (PortException e) {
      return Optional.of(e);
    }
  }

  private static String text(int number) {
    String name = FILES.get(number - 1);
    try (InputStream in = Migrations.class.getResourceAsStream("migrations/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks the migration " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the migration " + name, e);
    }
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
