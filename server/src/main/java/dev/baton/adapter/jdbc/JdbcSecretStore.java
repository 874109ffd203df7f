package dev.baton.adapter.jdbc;

import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.port.IdSource;
import dev.baton.port.SecretStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Secrets of one account and region, every value encrypted, in SQLite. */
public final class JdbcSecretStore implements SecretStore {

  private static final int LONGEST_VALUE = 65536;
  private static final int MOST = 10_000;
  private static final Version NOTHING = new Version(Instant.EPOCH, List.of());

  private final Database database;
  private final Vault vault;
  private final IdSource ids;
  private final SecretNames names;
  private final SecretRows rows;

  public JdbcSecretStore(
      Database database, Vault vault, IdSource ids, String account, String region) {
    this.database = database;
    this.vault = vault;
    this.ids = ids;
    this.names = new SecretNames(account, region);
    this.rows = new SecretRows(names);
  }

  /** A version with its value encrypted. */
  private record Sealed(Fresh fresh, Ciphertext value) {}

  @Override
  public Secret put(String name, String value, Instant at) {
    Fresh fresh = new Fresh(ids.uuid(), value, false);
    Optional<Secret> changed =
        change(name, Optional.of(fresh), secret -> secret.moved(CURRENT, fresh.id()), at);
    // Who makes it meanwhile has put a version of its own: then this is the next one.
    return changed
        .or(() -> create(name, Notes.NONE, Optional.of(fresh), at))
        .orElseGet(() -> put(name, value, at));
  }

  @Override
  public Optional<Secret> create(String name, Notes notes, Optional<Fresh> version, Instant at) {
    SecretNames.check(name);
    Optional<Sealed> sealed = version.map(fresh -> sealed(name, fresh));
    String arn = names.arn(name, ids.uuid());
    return database.write(
        sql -> {
          if (rows.find(sql, name).isPresent()) {
            return Optional.empty();
          }
          checkRoom(sql);
          sql.update(
              "insert into secrets (name, arn, created, changed) values (?, ?, ?, ?)",
              name,
              arn,
              at.toString(),
              at.toString());
          SecretRows.Head head = rows.find(sql, name).orElseThrow();
          Secret empty = rows.described(sql, head).with(notes);
          Secret secret =
              version
                  .map(fresh -> empty.with(fresh.id(), at).moved(CURRENT, fresh.id()))
                  .orElse(empty);
          return Optional.of(written(sql, head, secret, sealed, at));
        });
  }

  private static void checkRoom(Sql sql) {
    int count = sql.first("select count(*) from secrets", row -> row.getInt(1)).orElse(0);
    if (count >= MOST) {
      throw Refused.because(
          "LimitExceeded",
          Problem.Kind.LIMIT,
          "There are " + MOST + " secrets already; delete some first");
    }
  }

  @Override
  public Optional<Secret> change(
      String nameOrArn, Optional<Fresh> fresh, UnaryOperator<Secret> change, Instant at) {
    Optional<String> name = describe(nameOrArn).map(Secret::name);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<Sealed> sealed = fresh.map(version -> sealed(name.get(), version));
    return database.write(
        sql ->
            rows.find(sql, name.get())
                .map(
                    head -> {
                      Secret before = rows.described(sql, head);
                      fresh.ifPresent(version -> refuseAgain(before, version));
                      Secret grown =
                          fresh.map(version -> before.with(version.id(), at)).orElse(before);
                      return written(sql, head, change.apply(grown), sealed, at);
                    }));
  }

  private static void refuseAgain(Secret before, Fresh version) {
    if (before.versions().containsKey(version.id())) {
      throw Refused.because(
          "ResourceExists",
          Problem.Kind.CONFLICT,
          "You can't use ClientRequestToken "
              + version.id()
              + " because that value is already in use for a version of secret "
              + before.arn()
              + ".");
    }
  }

  private Secret written(
      Sql sql, SecretRows.Head head, Secret secret, Optional<Sealed> sealed, Instant at) {
    sealed.ifPresent(version -> insert(sql, head, version, at));
    rows.write(sql, head, secret, at);
    return rows.described(sql, rows.find(sql, head.name()).orElseThrow());
  }

  private static void insert(Sql sql, SecretRows.Head head, Sealed version, Instant at) {
    sql.update(
        """
        insert into secret_versions (secret, id, key_id, algorithm, nonce, data, created, binary)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        head.id(),
        version.fresh().id(),
        version.value().keyId(),
        version.value().algorithm(),
        version.value().nonce(),
        version.value().data(),
        at.toString(),
        version.fresh().binary() ? 1 : 0);
  }

  @Override
  public Optional<Secret> describe(String nameOrArn) {
    return database.read(sql -> rows.find(sql, nameOrArn).map(head -> rows.described(sql, head)));
  }

  @Override
  public Optional<Value> get(String nameOrArn, Optional<String> stage, Optional<String> versionId) {
    if (stage.isPresent() && versionId.isPresent()) {
      throw Refused.because(
          "InvalidParameter",
          Problem.Kind.USER,
          "A secret's value is asked for by version stage or by version id, not by both");
    }
    record Found(Secret secret, String version, boolean binary, Ciphertext data) {}
    Optional<Found> found =
        database.read(
            sql ->
                rows.find(sql, nameOrArn)
                    .flatMap(
                        head -> {
                          Secret secret = rows.described(sql, head);
                          if (secret.notes().deletion().isPresent()) {
                            return Optional.empty();
                          }
                          return versionId
                              .or(() -> secret.holder(stage.orElse(CURRENT)))
                              .flatMap(
                                  id ->
                                      sql.first(
                                          "select binary, key_id, algorithm, nonce, data"
                                              + " from secret_versions where secret = ? and id = ?",
                                          row ->
                                              new Found(
                                                  secret,
                                                  id,
                                                  row.getInt(1) == 1,
                                                  Ciphertext.of(row, 2)),
                                          head.id(),
                                          id));
                        }));
    return found.map(
        it -> {
          Version version = it.secret().versions().getOrDefault(it.version(), NOTHING);
          return new Value(
              it.secret().name(),
              it.secret().arn(),
              it.version(),
              version.stages(),
              version.createdAt(),
              vault.open(resource(it.secret().name(), it.version()), it.data()),
              it.binary());
        });
  }

  @Override
  public List<Secret> list(int limit, String after, boolean deleted) {
    return database.read(sql -> rows.list(sql, limit, after, deleted));
  }

  @Override
  public boolean delete(String nameOrArn) {
    return database.write(
        sql ->
            rows.find(sql, nameOrArn)
                .map(head -> sql.update("delete from secrets where id = ?", head.id()) > 0)
                .orElse(false));
  }

  @Override
  public int purge(Instant now) {
    String due = "from secrets where deletion_due is not null and deletion_due <= ?";
    long millis = now.toEpochMilli();
    boolean any =
        database.read(sql -> sql.first("select 1 " + due, r -> r.getInt(1), millis)).isPresent();
    return any ? database.write(sql -> sql.update("delete " + due, millis)) : 0;
  }

  private Sealed sealed(String name, Fresh fresh) {
    checkValue(name, fresh);
    return new Sealed(fresh, vault.seal(resource(name, fresh.id()), fresh.value()));
  }

  private static void checkValue(String name, Fresh fresh) {
    String value = fresh.value();
    if (value.isEmpty()) {
      throw Refused.because(
          "InvalidParameter", Problem.Kind.USER, "The value of the secret " + name + " is empty");
    }
    int most = fresh.binary() ? (LONGEST_VALUE + 2) / 3 * 4 : LONGEST_VALUE;
    if (value.getBytes(StandardCharsets.UTF_8).length > most) {
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
