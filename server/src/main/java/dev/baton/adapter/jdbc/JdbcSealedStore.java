package dev.baton.adapter.jdbc;

import dev.baton.format.stored.Forms;
import dev.baton.port.SealedStore;
import java.util.Map;
import java.util.Optional;

/** Text maps, encrypted in SQLite. */
public final class JdbcSealedStore implements SealedStore {

  private final Database database;
  private final Vault vault;

  public JdbcSealedStore(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  @Override
  public void put(String name, Map<String, String> content) {
    Ciphertext sealed =
        vault.seal(resource(name), Forms.texts().write(new Forms.Texts(Map.copyOf(content))));
    database.write(
        sql ->
            sql.update(
                """
                insert or replace into sealed (name, key_id, algorithm, nonce, data)
                values (?, ?, ?, ?, ?)
                """,
                name,
                sealed.keyId(),
                sealed.algorithm(),
                sealed.nonce(),
                sealed.data()));
  }

  @Override
  public Optional<Map<String, String>> get(String name) {
    return database
        .read(
            sql ->
                sql.first(
                    "select key_id, algorithm, nonce, data from sealed where name = ?",
                    row -> Ciphertext.of(row, 1),
                    name))
        .map(found -> Forms.texts().read(vault.open(resource(name), found)).texts());
  }

  @Override
  public void delete(String name) {
    database.write(sql -> sql.update("delete from sealed where name = ?", name));
  }

  private static String resource(String name) {
    return "sealed/" + name;
  }
}
