package dev.baton.adapter.jdbc;

import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.port.ParameterStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Parameters, every value encrypted, in SQLite. */
public final class JdbcParameterStore implements ParameterStore {

  /** As Parameter Store: the oldest versions go when there are more. */
  private static final int VERSIONS = 100;

  /** The advanced tier's limit, in bytes; the standard tier's 4096 is for the edge to hold. */
  private static final int LONGEST_VALUE = 8192;

  private static final int LONGEST_NAME = 1011;
  private static final int MOST = 10_000;
  private static final int DEEPEST = 15;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+|(/[A-Za-z0-9_.-]+)+");
  private static final Pattern RESERVED =
      Pattern.compile("(?i)(aws|ssm).*|/(aws|ssm)(/.*)?", Pattern.DOTALL);

  private static final String SELECT =
      """
      select name, type, version, modified, key_id, algorithm, nonce, data,
        description, allowed_pattern, key_name, tier, modified_by
      from parameters
      """;

  private final Database database;
  private final Vault vault;

  public JdbcParameterStore(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  private record Row(
      String name,
      Type type,
      long version,
      Instant modified,
      Ciphertext value,
      Details details,
      Notes notes) {}

  @Override
  public Optional<Parameter> put(Draft draft, Instant at) {
    checkName(draft.name());
    checkValue(draft.name(), draft.type(), draft.value());
    // The key is found (or made) here: the writer must not wait for a file.
    vault.seal(resource(draft.name(), 0), "");
    return database.write(
        sql -> {
          long latest =
              sql.first(
                      "select max(version) from parameters where name = ?",
                      row -> row.getLong(1),
                      draft.name())
                  .orElse(0L);
          if (latest > 0 && !draft.overwrite()) {
            return Optional.empty();
          }
          if (latest == 0) {
            checkRoom(sql);
            ParameterNotes.write(sql, draft.name(), new Notes(draft.tags(), Map.of()));
          }
          return Optional.of(insert(sql, draft, latest + 1, at));
        });
  }

  private static void checkRoom(Sql sql) {
    long count =
        sql.first("select count(distinct name) from parameters", row -> row.getLong(1)).orElse(0L);
    if (count >= MOST) {
      throw Refused.because(
          "ParameterLimitExceeded",
          Problem.Kind.LIMIT,
          "There are " + MOST + " parameters already; delete some first");
    }
  }

  private Parameter insert(Sql sql, Draft draft, long version, Instant at) {
    String name = draft.name();
    Notes notes = ParameterNotes.of(sql, name);
    long oldest = version - VERSIONS;
    notes.labels().values().stream()
        .filter(labelled -> labelled <= oldest)
        .findAny()
        .ifPresent(labelled -> refuseEviction(name, labelled));
    Ciphertext sealed = vault.seal(resource(name, version), draft.value());
    Details details = draft.details();
    sql.update(
        """
        insert into parameters (name, version, type, key_id, algorithm, nonce, data, modified,
          description, allowed_pattern, key_name, tier, modified_by)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        name,
        version,
        draft.type().name(),
        sealed.keyId(),
        sealed.algorithm(),
        sealed.nonce(),
        sealed.data(),
        at.toString(),
        details.description().orElse(null),
        details.allowedPattern().orElse(null),
        details.keyId().orElse(null),
        details.tier(),
        details.modifiedBy());
    sql.update("delete from parameters where name = ? and version <= ?", name, oldest);
    return new Parameter(
        name, draft.type(), draft.value(), version, at, details, notes, text(sealed));
  }

  private static void refuseEviction(String name, long version) {
    throw Refused.because(
        "ParameterMaxVersionLimitExceeded",
        Problem.Kind.LIMIT,
        "You attempted to create a new version of %s, but its oldest version %d has a label. Move the label to another version and try again."
            .formatted(name, version));
  }

  @Override
  public Optional<Parameter> get(String name) {
    int colon = name.indexOf(':');
    if (colon < 0) {
      return first("where name = ? order by version desc limit 1", name);
    }
    String plain = name.substring(0, colon);
    String selector = name.substring(colon + 1);
    return selector.matches("[0-9]{1,18}")
        ? first("where name = ? and version = ?", plain, Long.parseLong(selector))
        : first(
            "where name = ? and version ="
                + " (select version from parameter_labels l where l.name = ? and label = ?)",
            plain,
            plain,
            selector);
  }

  private Optional<Parameter> first(String condition, Object... parameters) {
    return database
        .read(sql -> sql.first(SELECT + condition, row -> row(sql, row), parameters))
        .map(this::opened);
  }

  @Override
  public List<Parameter> history(String name) {
    return database
        .read(
            sql -> sql.list(SELECT + "where name = ? order by version", row -> row(sql, row), name))
        .stream()
        .map(this::opened)
        .toList();
  }

  @Override
  public List<Parameter> list(String prefix, int limit, String after) {
    return database
        .read(
            sql ->
                sql.list(
                    SELECT
                        + """
                        where name >= ? and name < ? and name > ? and version =
                          (select max(version) from parameters newer
                           where newer.name = parameters.name)
                        order by name limit ?
                        """,
                    row -> row(sql, row),
                    prefix,
                    Prefix.end(prefix),
                    after,
                    limit))
        .stream()
        .map(this::opened)
        .toList();
  }

  @Override
  public boolean amend(String name, UnaryOperator<Notes> change) {
    return database.write(
        sql -> {
          boolean known =
              sql.first("select 1 from parameters where name = ?", row -> row.getInt(1), name)
                  .isPresent();
          if (known) {
            ParameterNotes.write(sql, name, change.apply(ParameterNotes.of(sql, name)));
          }
          return known;
        });
  }

  @Override
  public boolean delete(String name) {
    return database.write(
        sql -> {
          ParameterNotes.write(sql, name, Notes.NONE);
          return sql.update("delete from parameters where name = ?", name) > 0;
        });
  }

  private static Row row(Sql sql, ResultSet row) throws SQLException {
    String name = row.getString(1);
    return new Row(
        name,
        Type.valueOf(row.getString(2)),
        row.getLong(3),
        Instant.parse(row.getString(4)),
        Ciphertext.of(row, 5),
        new Details(
            Optional.ofNullable(row.getString(9)),
            Optional.ofNullable(row.getString(10)),
            Optional.ofNullable(row.getString(11)),
            row.getString(12),
            row.getString(13)),
        ParameterNotes.of(sql, name));
  }

  private Parameter opened(Row row) {
    return new Parameter(
        row.name(),
        row.type(),
        vault.open(resource(row.name(), row.version()), row.value()),
        row.version(),
        row.modified(),
        row.details(),
        row.notes(),
        text(row.value()));
  }

  private static String text(Ciphertext sealed) {
    ByteBuffer bytes = ByteBuffer.allocate(sealed.nonce().length + sealed.data().length);
    return Base64.getEncoder().encodeToString(bytes.put(sealed.nonce()).put(sealed.data()).array());
  }

  private static String resource(String name, long version) {
    return "parameter/" + name + ":" + version;
  }

  private static void checkName(String name) {
    if (name.length() > LONGEST_NAME) {
      throw refused("A parameter's name has at most " + LONGEST_NAME + " characters");
    }
    if (name.chars().filter(c -> c == '/').count() > DEEPEST) {
      throw Refused.because(
          "HierarchyLevelLimitExceeded",
          Problem.Kind.LIMIT,
          "A parameter's name has at most " + DEEPEST + " levels: " + name);
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
