package dev.baton.adapter.jdbc;

import dev.baton.format.stored.Forms;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.port.CustomTypeStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Custom action types in SQLite. */
public final class JdbcCustomTypeStore implements CustomTypeStore {

  private final Database database;

  public JdbcCustomTypeStore(Database database) {
    this.database = database;
  }

  private record Row(CustomType type, boolean deleted) {}

  @Override
  public Creation create(String account, String region, CustomType type, int atMost, Instant now) {
    return database.write(
        sql -> {
          Optional<Row> before = row(sql, account, region, type.id());
          if (before.isPresent() && !before.get().deleted()) {
            return Creation.EXISTS;
          }
          if (before.isPresent() && !before.get().type().equals(type)) {
            return Creation.WAS_OTHER;
          }
          if (count(sql, account, region, type.id().owner()) >= atMost) {
            return Creation.FULL;
          }
          insert(sql, account, region, type, now);
          return Creation.CREATED;
        });
  }

  @Override
  public boolean put(String account, String region, CustomType type, int atMost, Instant now) {
    return database.write(
        sql -> {
          boolean there =
              row(sql, account, region, type.id()).filter(row -> !row.deleted()).isPresent();
          if (!there && count(sql, account, region, type.id().owner()) >= atMost) {
            return false;
          }
          sql.update(
              """
              insert into action_types
                (account, region, owner, category, provider, version, type, created)
              values (?, ?, ?, ?, ?, ?, ?, ?)
              on conflict (account, region, owner, category, provider, version)
                do update set type = excluded.type, deleted = null
              """,
              account,
              region,
              type.id().owner(),
              type.id().category(),
              type.id().provider(),
              type.id().version(),
              Forms.customType().write(type),
              now.toString());
          return true;
        });
  }

  private static long count(Sql sql, String account, String region, String owner) {
    return sql.first(
            """
            select count(*) from action_types
            where account = ? and region = ? and owner = ? and deleted is null
            """,
            row -> row.getLong(1),
            account,
            region,
            owner)
        .orElse(0L);
  }

  private static void insert(Sql sql, String account, String region, CustomType type, Instant now) {
    sql.update(
        """
        insert or replace into action_types
          (account, region, owner, category, provider, version, type, created)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        account,
        region,
        type.id().owner(),
        type.id().category(),
        type.id().provider(),
        type.id().version(),
        Forms.customType().write(type),
        now.toString());
  }

  @Override
  public boolean delete(String account, String region, ActionTypeId id, Instant now) {
    return database.write(
            sql ->
                sql.update(
                    """
                    update action_types set deleted = ?
                    where account = ? and region = ? and owner = ? and category = ?
                      and provider = ? and version = ? and deleted is null
                    """,
                    now.toString(),
                    account,
                    region,
                    id.owner(),
                    id.category(),
                    id.provider(),
                    id.version()))
        == 1;
  }

  @Override
  public Optional<CustomType> find(String account, String region, ActionTypeId id) {
    return database
        .read(sql -> row(sql, account, region, id))
        .filter(row -> !row.deleted())
        .map(Row::type);
  }

  @Override
  public Optional<CustomType> remembered(String account, String region, ActionTypeId id) {
    return database.read(sql -> row(sql, account, region, id)).map(Row::type);
  }

  @Override
  public List<CustomType> list(String account, String region) {
    return database.read(
        sql ->
            sql.list(
                """
                select type from action_types
                where account = ? and region = ? and deleted is null order by id
                """,
                row -> Forms.customType().read(row.getString(1)),
                account,
                region));
  }

  private static Optional<Row> row(Sql sql, String account, String region, ActionTypeId id) {
    return sql.first(
        """
        select type, deleted from action_types
        where account = ? and region = ? and owner = ? and category = ? and provider = ?
          and version = ?
        """,
        row -> new Row(Forms.customType().read(row.getString(1)), row.getString(2) != null),
        account,
        region,
        id.owner(),
        id.category(),
        id.provider(),
        id.version());
  }
}
