package dev.baton.adapter.jdbc;

import dev.baton.format.stored.StoredJson;
import dev.baton.port.ExecutionStore.Quarantined;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows that cannot be read. Each is named once in the log and, by an owner, in a table; it stays
 * where it is for whoever mends it, and everything else goes on without it.
 */
final class Quarantine {

  private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);

  /** How many names are remembered as logged; beyond that they are logged again. */
  private static final int REMEMBERED = 1000;

  private final Database database;
  private final InstantSource clock;
  private final Set<String> named = ConcurrentHashMap.newKeySet();

  Quarantine(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A row that cannot be read. */
  record Bad(String what, String name, String why) {}

  /** Reads a row's text; one that cannot be read is noted, and empty. */
  <T> Optional<T> read(StoredJson<T> form, String text, String what, String name) {
    return read(() -> form.read(text), what, name);
  }

  /** As above, of a row of several columns. */
  <T> Optional<T> read(Supplier<T> reading, String what, String name) {
    try {
      return Optional.of(reading.get());
    } catch (StoredJson.Unreadable e) {
      note(new Bad(what, name, describe(e)));
      return Optional.empty();
    }
  }

  /** What is wrong, without the row's content: it may be long. */
  static String describe(StoredJson.Unreadable fault) {
    String message = String.valueOf(fault.getMessage());
    return message.length() <= 500 ? message : message.substring(0, 500) + "...";
  }

  /** Names a bad row; does not wait for it to be stored. */
  void note(Bad bad) {
    log(bad);
    if (database.isOwner()) {
      database.writeSoon("the quarantine of " + bad.name(), sql -> insert(sql, bad));
    }
  }

  void log(Bad bad) {
    if (named.size() < REMEMBERED && !named.add(bad.what() + " " + bad.name())) {
      return;
    }
    LOG.error("Set aside: {} {} cannot be read ({})", bad.what(), bad.name(), bad.why());
  }

  /** Names it within a transaction. */
  int insert(Sql sql, Bad bad) {
    return sql.update(
        "insert into quarantine (what, name, why, at) values (?, ?, ?, ?)"
            + " on conflict (what, name) do nothing",
        bad.what(),
        bad.name(),
        bad.why(),
        clock.instant().toString());
  }

  List<Quarantined> all() {
    return database.read(
        sql ->
            sql.list(
                "select what, name, why, at from quarantine order by sequence",
                row ->
                    new Quarantined(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        Instant.parse(row.getString(4)))));
  }
}
