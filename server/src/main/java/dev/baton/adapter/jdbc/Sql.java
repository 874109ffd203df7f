package dev.baton.adapter.jdbc;

import dev.baton.port.PortException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Statements on one connection, prepared once each: the texts given to it are constants. Parameters
 * are texts, numbers, bytes and nulls. Every fault of SQLite leaves as a {@code PortException}. Not
 * for concurrent use.
 */
final class Sql implements AutoCloseable {

  private final Connection connection;
  private final SqliteFaults faults;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Sql(Connection connection, SqliteFaults faults) {
    this.connection = connection;
    this.faults = faults;
  }

  /** Maps the current row. */
  @FunctionalInterface
  interface Row<T> {
    T map(ResultSet row) throws SQLException;
  }

  /** The file grows by so many pages at the most: beyond, this connection finds the disk full. */
  void leaveRoom(long pages) {
    long now = first("pragma page_count", row -> row.getLong(1)).orElseThrow();
    script("pragma max_page_count = " + (now + pages));
  }

  /** Runs a statement and returns how many rows it changed. */
  int update(String sql, @Nullable Object... parameters) {
    try {
      return bind(sql, parameters).executeUpdate();
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** Every row, in the statement's order. */
  <T> List<T> list(String sql, Row<T> row, @Nullable Object... parameters) {
    try (ResultSet results = bind(sql, parameters).executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (results.next()) {
        rows.add(row.map(results));
      }
      return rows;
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** The first row, if there is one. */
  <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... parameters) {
    try (ResultSet results = bind(sql, parameters).executeQuery()) {
      return results.next() ? Optional.of(row.map(results)) : Optional.empty();
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** Runs several statements, separated by semicolons. */
  void script(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw faults.translate(e);
    }
  }

  /** The driver gives a statement up after some faults: the next use prepares it anew. */
  private PortException failed(String sql, SQLException fault) {
    PreparedStatement statement = prepared.remove(sql);
    if (statement != null) {
      try {
        statement.close();
      } catch (SQLException e) {
        fault.addSuppressed(e);
      }
    }
    return faults.translate(fault);
  }

  private PreparedStatement bind(String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw faults.translate(e);
    }
  }
}
