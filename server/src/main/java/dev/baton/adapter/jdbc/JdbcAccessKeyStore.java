package dev.baton.adapter.jdbc;

import dev.baton.model.access.AccessKey;
import dev.baton.model.access.Principal;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.port.AccessKeyStore;
import dev.baton.port.PortException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Access keys, secrets and tokens encrypted, in SQLite; the latest used are kept in memory. */
public final class JdbcAccessKeyStore implements AccessKeyStore {

  private static final int REMEMBERED = 1_024;
  private static final long NANOS = 1_000_000_000;

  private final Database database;
  private final Vault vault;

  private final Object lock = new Object();
  private long revocations;
  private final Map<String, AccessKey> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AccessKey> eldest) {
          return size() > REMEMBERED;
        }
      };

  public JdbcAccessKeyStore(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  private record Row(
      Principal owner,
      @Nullable String parent,
      Instant created,
      @Nullable Long expires,
      Ciphertext sealed) {}

  @Override
  public void create(AccessKey key) {
    Optional<AccessKey.Temporary> temporary = key.temporary();
    String secrets = key.secret() + temporary.map(t -> "\n" + t.token()).orElse("");
    Ciphertext sealed = vault.seal(resource(key.id()), secrets);
    database.write(
        sql -> {
          forgetWhatIsOver(sql, key.createdAt());
          check(sql, key);
          return insert(sql, key, sealed);
        });
    synchronized (lock) {
      remembered.values().removeIf(k -> k.isExpired(key.createdAt()));
    }
  }

  /** One that others hang on stays: revoking what stands above it must find them. */
  private static void forgetWhatIsOver(Sql sql, Instant now) {
    sql.update(
        """
        delete from access_keys where expires <= ?
        and not exists (select 1 from access_keys child where child.parent = access_keys.id)
        """,
        nanos(now));
  }

  private static void check(Sql sql, AccessKey key) {
    if (exists(sql, key.id())) {
      throw Refused.because(
          "EntityAlreadyExists", Problem.Kind.CONFLICT, key.id() + " exists already");
    }
    key.temporary()
        .flatMap(AccessKey.Temporary::parent)
        .filter(parent -> !exists(sql, parent))
        .ifPresent(
            parent -> {
              throw Refused.because(
                  "NoSuchEntity", Problem.Kind.NOT_FOUND, "There is no key " + parent);
            });
    boolean lasting = key.temporary().isEmpty();
    int alike =
        sql.first(
                "select count(*) from access_keys where expires is "
                    + (lasting ? "null" : "not null"),
                row -> row.getInt(1))
            .orElse(0);
    int most = lasting ? LASTING : TEMPORARY;
    if (alike >= most) {
      throw Refused.because(
          "LimitExceeded",
          Problem.Kind.LIMIT,
          lasting
              ? "There are " + most + " access keys already; revoke some first"
              : "There are " + most + " temporary keys already; some must expire first");
    }
  }

  private static boolean exists(Sql sql, String id) {
    return sql.first("select 1 from access_keys where id = ?", row -> true, id).isPresent();
  }

  private static int insert(Sql sql, AccessKey key, Ciphertext sealed) {
    Principal owner = key.owner();
    return sql.update(
        """
        insert into access_keys (id, account, kind, name, role, session, parent, created, expires,
          key_id, algorithm, nonce, data) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        key.id(),
        owner.account(),
        text(owner.kind()),
        owner.name(),
        owner.role().map(Principal.Role::name).orElse(null),
        owner.role().map(Principal.Role::session).orElse(null),
        key.temporary().flatMap(AccessKey.Temporary::parent).orElse(null),
        key.createdAt().toString(),
        key.temporary().map(t -> nanos(t.expiresAt())).orElse(null),
        sealed.keyId(),
        sealed.algorithm(),
        sealed.nonce(),
        sealed.data());
  }

  @Override
  public Optional<AccessKey> find(String id) {
    long seen;
    synchronized (lock) {
      AccessKey known = remembered.get(id);
      if (known != null) {
        return Optional.of(known);
      }
      seen = revocations;
    }
    Optional<AccessKey> found = read(id);
    synchronized (lock) {
      // What was read before a revocation may be what was revoked.
      if (seen == revocations) {
        found.ifPresent(key -> remembered.put(id, key));
      }
    }
    return found;
  }

  private Optional<AccessKey> read(String id) {
    return database
        .read(
            sql ->
                sql.first(
                    """
                    select account, kind, name, role, session, parent, created, expires,
                      key_id, algorithm, nonce, data
                    from access_keys where id = ?
                    """,
                    row ->
                        new Row(
                            owner(row),
                            row.getString(6),
                            Instant.parse(row.getString(7)),
                            row.getObject(8) == null ? null : row.getLong(8),
                            Ciphertext.of(row, 9)),
                    id))
        .map(row -> opened(id, row));
  }

  private AccessKey opened(String id, Row row) {
    String[] secrets = vault.open(resource(id), row.sealed()).split("\n", 2);
    Long expires = row.expires();
    Optional<AccessKey.Temporary> temporary =
        expires == null
            ? Optional.empty()
            : Optional.of(
                new AccessKey.Temporary(
                    secrets[1], instant(expires), Optional.ofNullable(row.parent())));
    return new AccessKey(id, secrets[0], row.owner(), row.created(), temporary);
  }

  @Override
  public List<Listed> list(String account, int limit, Optional<String> after) {
    return database.read(
        sql ->
            sql.list(
                """
                select account, kind, name, role, session, id, created from access_keys
                where account = ? and expires is null and (? is null
                  or sequence > (select sequence from access_keys where id = ?))
                order by sequence limit ?
                """,
                row -> new Listed(row.getString(6), owner(row), Instant.parse(row.getString(7))),
                account,
                after.orElse(null),
                after.orElse(null),
                limit));
  }

  @Override
  public boolean revoke(String id) {
    boolean found =
        database.write(
            sql ->
                sql.update(
                        """
                        with recursive gone (id) as (
                          select id from access_keys where id = ?
                          union select k.id from access_keys k join gone on k.parent = gone.id)
                        delete from access_keys where id in (select id from gone)
                        """,
                        id)
                    > 0);
    synchronized (lock) {
      revocations++;
      remembered.clear();
    }
    return found;
  }

  /** From the first five columns. */
  private static Principal owner(ResultSet row) throws SQLException {
    String role = row.getString(4);
    return new Principal(
        row.getString(1),
        kind(row.getString(2)),
        row.getString(3),
        role == null ? Optional.empty() : Optional.of(new Principal.Role(role, row.getString(5))));
  }

  private static String text(Principal.Kind kind) {
    return switch (kind) {
      case ADMINISTRATOR -> "administrator";
      case USER -> "user";
      case BUILD_SESSION -> "build";
    };
  }

  private static Principal.Kind kind(String text) {
    return switch (text) {
      case "administrator" -> Principal.Kind.ADMINISTRATOR;
      case "user" -> Principal.Kind.USER;
      case "build" -> Principal.Kind.BUILD_SESSION;
      default ->
          throw new PortException("An access key is of a kind that is not known: " + text, false);
    };
  }

  private static long nanos(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), NANOS), (long) instant.getNano());
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }

  private static String resource(String id) {
    return "access-key/" + id;
  }
}
