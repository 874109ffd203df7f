package dev.baton.adapter.jdbc;

import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.port.IdSource;
import dev.baton.port.SecretStore;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Secrets of one account and region, every value encrypted, in SQLite. */
public final class JdbcSecretStore implements SecretStore {

  private static final String CURRENT = "AWSCURRENT";
  private static final String PREVIOUS = "AWSPREVIOUS";

  /** As Secrets Manager: the oldest versions without a stage go when there are more. */
  private static final int VERSIONS = 100;

  private static final int LONGEST_VALUE = 65536;

  private static final String HEAD = "select id, name, arn, created, changed from secrets ";

  private final Database database;
  private final Vault vault;
  private final IdSource ids;
  private final SecretNames names;

  public JdbcSecretStore(
      Database database, Vault vault, IdSource ids, String account, String region) {
    this.database = database;
    this.vault = vault;
    this.ids = ids;
    this.names = new SecretNames(account, region);
  }

  private record Head(long id, String name, String arn, Instant created, Instant changed) {}

  @Override
  public Secret put(String name, String value, Instant at) {
    SecretNames.check(name);
    checkValue(name, value);
    String version = ids.uuid();
    String arn = names.arn(name, ids.uuid());
    Ciphertext sealed = vault.seal(resource(name, version), value);
    return database.write(
        sql -> {
          sql.update(
              """
              insert into secrets (name, arn, created, changed) values (?, ?, ?, ?)
              on conflict (name) do update set changed = excluded.changed
              """,
              name,
              arn,
              at.toString(),
              at.toString());
          Head head = find(sql, name).orElseThrow();
          insert(sql, head, version, sealed, at);
          return described(sql, head);
        });
  }

  private static void insert(Sql sql, Head head, String version, Ciphertext sealed, Instant at) {
    sql.update(
        "update secret_versions set stage = null where secret = ? and stage = ?",
        head.id(),
        PREVIOUS);
    sql.update(
        "update secret_versions set stage = ? where secret = ? and stage = ?",
        PREVIOUS,
        head.id(),
        CURRENT);
    sql.update(
        """
        insert into secret_versions (secret, id, stage, key_id, algorithm, nonce, data, created)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        head.id(),
        version,
        CURRENT,
        sealed.keyId(),
        sealed.algorithm(),
        sealed.nonce(),
        sealed.data(),
        at.toString());
    sql.update(
        """
        delete from secret_versions where secret = ? and stage is null and rowid not in (
          select rowid from secret_versions where secret = ? order by rowid desc limit ?)
        """,
        head.id(),
        head.id(),
        VERSIONS);
  }

  @Override
  public Optional<Secret> describe(String nameOrArn) {
    return database.read(sql -> find(sql, nameOrArn).map(head -> described(sql, head)));
  }

  @Override
  public Optional<Value> get(String nameOrArn, Optional<String> stage, Optional<String> versionId) {
    if (stage.isPresent() && versionId.isPresent()) {
      throw Refused.because(
          "InvalidParameter",
          Problem.Kind.USER,
          "A secret's value is asked for by version stage or by version id, not by both");
    }
    record Found(
        Head head, String version, List<String> stages, Instant created, Ciphertext data) {}
    Optional<Found> found =
        database.read(
            sql ->
                find(sql, nameOrArn)
                    .flatMap(
                        head ->
                            sql.first(
                                "select id, stage, created, key_id, algorithm, nonce, data"
                                    + " from secret_versions where secret = ? and "
                                    + (versionId.isPresent() ? "id = ?" : "stage = ?"),
                                row ->
                                    new Found(
                                        head,
                                        row.getString(1),
                                        stages(row, 2),
                                        Instant.parse(row.getString(3)),
                                        Ciphertext.of(row, 4)),
                                head.id(),
                                versionId.or(() -> stage).orElse(CURRENT))));
    return found.map(
        it ->
            new Value(
                it.head().name(),
                it.head().arn(),
                it.version(),
                it.stages(),
                it.created(),
                vault.open(resource(it.head().name(), it.version()), it.data())));
  }

  @Override
  public List<Secret> list(int limit, String after) {
    return database.read(
        sql ->
            sql
                .list(
                    HEAD + "where name > ? order by name limit ?",
                    JdbcSecretStore::head,
                    after,
                    limit)
                .stream()
                .map(head -> described(sql, head))
                .toList());
  }

  @Override
  public boolean delete(String nameOrArn) {
    return database.write(
        sql ->
            find(sql, nameOrArn)
                .map(head -> sql.update("delete from secrets where id = ?", head.id()) > 0)
                .orElse(false));
  }

  /** By full ARN, else by name, which an ARN without its suffix ends with. */
  private Optional<Head> find(Sql sql, String nameOrArn) {
    Optional<Head> byArn = sql.first(HEAD + "where arn = ?", JdbcSecretStore::head, nameOrArn);
    return byArn.or(
        () ->
            names
                .name(nameOrArn)
                .flatMap(name -> sql.first(HEAD + "where name = ?", JdbcSecretStore::head, name)));
  }

  private static Head head(ResultSet row) throws SQLException {
    return new Head(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        Instant.parse(row.getString(4)),
        Instant.parse(row.getString(5)));
  }

  private static Secret described(Sql sql, Head head) {
    record Row(String id, Version version) {}
    Map<String, Version> versions = new LinkedHashMap<>();
    sql.list(
            "select id, created, stage from secret_versions where secret = ? order by rowid desc",
            row ->
                new Row(
                    row.getString(1), new Version(Instant.parse(row.getString(2)), stages(row, 3))),
            head.id())
        .forEach(row -> versions.put(row.id(), row.version()));
    return new Secret(head.name(), head.arn(), head.created(), head.changed(), versions);
  }

  private static List<String> stages(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).stream().toList();
  }

  private static void checkValue(String name, String value) {
    if (value.isEmpty()) {
      throw Refused.because(
          "InvalidParameter", Problem.Kind.USER, "The value of the secret " + name + " is empty");
    }
    if (value.getBytes(StandardCharsets.UTF_8).length > LONGEST_VALUE) {
      throw Refused.because(
          "InvalidParameter",
          Problem.Kind.USER,
          "The value of the secret " + name + " is longer than " + LONGEST_VALUE + " bytes");
    }
  }

  private static String resource(String name, String version) {
    return "secret/" + name + ":" + version;
  }
}
