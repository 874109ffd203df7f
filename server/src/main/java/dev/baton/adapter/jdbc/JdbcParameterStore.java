package dev.baton.adapter.jdbc;

import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.port.ParameterStore;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parameters, every value encrypted, in SQLite. */
public final class JdbcParameterStore implements ParameterStore {

  /** As Parameter Store: the oldest versions go when there are more. */
  private static final int VERSIONS = 100;

  /** The advanced tier's limit, in bytes; the standard tier's 4096 is for the edge to hold. */
  private static final int LONGEST_VALUE = 8192;

  private static final int LONGEST_NAME = 1011;
  private static final int DEEPEST = 15;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+|(/[A-Za-z0-9_.-]+)+");
  private static final Pattern RESERVED =
      Pattern.compile("(?i)(aws|ssm).*|/(aws|ssm)(/.*)?", Pattern.DOTALL);

  private final Database database;
  private final Vault vault;

  public JdbcParameterStore(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  private record Row(String name, Type type, long version, Instant modified, Ciphertext value) {}

  @Override
  public Optional<Parameter> put(
      String name, Type type, String value, boolean overwrite, Instant at) {
    checkName(name);
    checkValue(name, type, value);
    // The key is found (or made) here: the writer must not wait for a file.
    vault.seal(resource(name, 0), "");
    return database.write(
        sql -> {
          long latest =
              sql.first(
                      "select max(version) from parameters where name = ?",
                      row -> row.getLong(1),
                      name)
                  .orElse(0L);
          return latest > 0 && !overwrite
              ? Optional.empty()
              : Optional.of(insert(sql, name, type, value, latest + 1, at));
        });
  }

  private Parameter insert(
      Sql sql, String name, Type type, String value, long version, Instant at) {
    Ciphertext sealed = vault.seal(resource(name, version), value);
    sql.update(
        """
        insert into parameters (name, version, type, key_id, algorithm, nonce, data, modified)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        name,
        version,
        type.name(),
        sealed.keyId(),
        sealed.algorithm(),
        sealed.nonce(),
        sealed.data(),
        at.toString());
    sql.update("delete from parameters where name = ? and version <= ?", name, version - VERSIONS);
    return new Parameter(name, type, value, version, at, Map.of());
  }

  @Override
  public Optional<Parameter> get(String name) {
    int colon = name.indexOf(':');
    if (colon < 0) {
      return first("where name = ? order by version desc limit 1", name);
    }
    String selector = name.substring(colon + 1);
    if (!selector.matches("[0-9]{1,18}")) {
      throw refused(
          "The selector of "
              + name
              + " is no version number; labels of parameters are not supported yet");
    }
    return first(
        "where name = ? and version = ?", name.substring(0, colon), Long.parseLong(selector));
  }

  private Optional<Parameter> first(String condition, Object... parameters) {
    return database
        .read(
            sql ->
                sql.first(
                    "select name, type, version, modified, key_id, algorithm, nonce, data"
                        + " from parameters "
                        + condition,
                    JdbcParameterStore::row,
                    parameters))
        .map(this::opened);
  }

  @Override
  public List<Parameter> list(String prefix, int limit, String after) {
    return database
        .read(
            sql ->
                sql.list(
                    """
                    select name, type, version, modified, key_id, algorithm, nonce, data
                    from parameters
                    where name >= ? and name < ? and name > ? and version =
                      (select max(version) from parameters newer
                       where newer.name = parameters.name)
                    order by name limit ?
                    """,
                    JdbcParameterStore::row,
                    prefix,
                    Prefix.end(prefix),
                    after,
                    limit))
        .stream()
        .map(this::opened)
        .toList();
  }

  @Override
  public boolean delete(String name) {
    return database.write(sql -> sql.update("delete from parameters where name = ?", name) > 0);
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getString(1),
        Type.valueOf(row.getString(2)),
        row.getLong(3),
        Instant.parse(row.getString(4)),
        Ciphertext.of(row, 5));
  }

  private Parameter opened(Row row) {
    String value = vault.open(resource(row.name(), row.version()), row.value());
    return new Parameter(row.name(), row.type(), value, row.version(), row.modified(), Map.of());
  }

  private static String resource(String name, long version) {
    return "parameter/" + name + ":" + version;
  }

  private static void checkName(String name) {
    if (name.length() > LONGEST_NAME) {
      throw refused("A parameter's name has at most " + LONGEST_NAME + " characters");
    }
    if (name.chars().filter(c -> c == '/').count() > DEEPEST) {
      throw refused("A parameter's name has at most " + DEEPEST + " levels: " + name);
    }
    if (name.indexOf('/') > 0) {
      throw refused("Parameter name must be a fully qualified name.");
    }
    if (!NAME.matcher(name).matches() || RESERVED.matcher(name).matches()) {
      throw refused(
          "Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive). If formed"
              + " as a path, it can consist of sub-paths divided by slash symbol; each sub-path can"
              + " be formed as a mix of letters, numbers and the following 3 symbols .-_");
    }
  }

  private static void checkValue(String name, Type type, String value) {
    if (value.isEmpty()) {
      throw refused("The value of " + name + " is empty; a parameter needs at least one character");
    }
    if (value.getBytes(StandardCharsets.UTF_8).length > LONGEST_VALUE) {
      throw refused("The value of " + name + " is longer than " + LONGEST_VALUE + " bytes");
    }
    if (type == Type.STRING_LIST
        && List.of(value.split(",", -1)).stream().anyMatch(String::isEmpty)) {
      throw refused("An item in the list of " + name + " is empty; write one,two,three");
    }
  }

  private static Refused refused(String message) {
    return Refused.because("Validation", Problem.Kind.USER, message);
  }
}
