package dev.baton.adapter.jdbc;

import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.port.ResourceStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Resources in SQLite, their secrets encrypted. */
public final class JdbcResourceStore implements ResourceStore {

  private static final String STORED =
      "select kind, account, region, name, document, created, modified from resources ";
  private static final String KEY = " where kind = ? and account = ? and region = ? and name = ?";

  private final Database database;
  private final Supplier<Vault> vault;

  /**
   * @param vault asked for when the first secret is sealed or opened, and each time
   */
  public JdbcResourceStore(Database database, Supplier<Vault> vault) {
    this.database = database;
    this.vault = vault;
  }

  @Override
  public Optional<Stored> find(Key key) {
    return database.read(sql -> find(sql, key));
  }

  private static Optional<Stored> find(Sql sql, Key key) {
    return sql.first(
        STORED + KEY,
        JdbcResourceStore::stored,
        key.kind(),
        key.account(),
        key.region(),
        key.name());
  }

  @Override
  public Optional<String> secret(Key key) {
    return database
        .read(
            sql ->
                sql.first(
                    "select key_id, algorithm, nonce, data from resources"
                        + KEY
                        + " and key_id is not null",
                    row -> Ciphertext.of(row, 1),
                    key.kind(),
                    key.account(),
                    key.region(),
                    key.name()))
        .map(found -> vault.get().open(resource(key), found));
  }

  @Override
  public boolean create(Key key, String document, Optional<String> secret, Instant at, int most) {
    Optional<Ciphertext> locked = locked(key, secret);
    return database.write(
        sql -> {
          if (find(sql, key).isPresent()) {
            return false;
          }
          checkRoom(sql, key, most);
          sql.update(
              """
              insert into resources (kind, account, region, name, document, created, modified,
                key_id, algorithm, nonce, data) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
              """,
              key.kind(),
              key.account(),
              key.region(),
              key.name(),
              document,
              at.toString(),
              at.toString(),
              locked.map(Ciphertext::keyId).orElse(null),
              locked.map(Ciphertext::algorithm).orElse(null),
              locked.map(Ciphertext::nonce).orElse(null),
              locked.map(Ciphertext::data).orElse(null));
          return true;
        });
  }

  private static void checkRoom(Sql sql, Key key, int most) {
    int alike =
        sql.first(
                "select count(*) from resources where kind = ? and account = ? and region = ?",
                row -> row.getInt(1),
                key.kind(),
                key.account(),
                key.region())
            .orElse(0);
    if (alike >= most) {
      throw Refused.because(
          "LimitExceeded",
          Problem.Kind.LIMIT,
          "There are " + most + " resources of this kind already; delete some first");
    }
  }

  @Override
  public boolean replace(Stored before, String document, Optional<String> secret, Instant at) {
    Key key = before.key();
    Optional<Ciphertext> locked = locked(key, secret);
    return database.write(
        sql ->
            isUnchanged(sql, before)
                && sql.update(
                        """
                        update resources set document = ?, modified = ?,
                          key_id = ?, algorithm = ?, nonce = ?, data = ?
                        """
                            + KEY,
                        document,
                        at.toString(),
                        locked.map(Ciphertext::keyId).orElse(null),
                        locked.map(Ciphertext::algorithm).orElse(null),
                        locked.map(Ciphertext::nonce).orElse(null),
                        locked.map(Ciphertext::data).orElse(null),
                        key.kind(),
                        key.account(),
                        key.region(),
                        key.name())
                    == 1);
  }

  @Override
  public boolean amend(Stored before, String document, Instant at) {
    Key key = before.key();
    return database.write(
        sql ->
            isUnchanged(sql, before)
                && sql.update(
                        "update resources set document = ?, modified = ?" + KEY,
                        document,
                        at.toString(),
                        key.kind(),
                        key.account(),
                        key.region(),
                        key.name())
                    == 1);
  }

  private static boolean isUnchanged(Sql sql, Stored before) {
    return find(sql, before.key()).filter(before::equals).isPresent();
  }

  @Override
  public boolean delete(Key key) {
    return database.write(
        sql ->
            sql.update(
                    "delete from resources" + KEY,
                    key.kind(),
                    key.account(),
                    key.region(),
                    key.name())
                > 0);
  }

  @Override
  public List<Stored> list(String kind, String account, String region, int limit, String after) {
    return database.read(
        sql ->
            sql.list(
                STORED
                    + """
                    where kind = ? and account = ? and region = ? and name > ?
                    order by name limit ?
                    """,
                JdbcResourceStore::stored,
                kind,
                account,
                region,
                after,
                limit));
  }

  private Optional<Ciphertext> locked(Key key, Optional<String> secret) {
    return secret.map(text -> vault.get().seal(resource(key), text));
  }

  /** Names have no line break: no key can pass for another. */
  private static String resource(Key key) {
    return String.join("\n", "resource", key.kind(), key.account(), key.region(), key.name());
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        new Key(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
        row.getString(5),
        Instant.parse(row.getString(6)),
        Instant.parse(row.getString(7)));
  }
}
