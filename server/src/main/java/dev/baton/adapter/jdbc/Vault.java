package dev.baton.adapter.jdbc;

import dev.baton.port.IdSource;
import dev.baton.port.PortException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts and decrypts with the data directory's master key: AES-256-GCM, a random nonce for each
 * ciphertext, the resource's name as additional data. The key is made with the first secret, and
 * never again once there is one: a missing key file is an error that names it. Safe for concurrent
 * use.
 */
public final class Vault {

  private static final String ALGORITHM = "AES-256-GCM";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final Database database;
  private final Path file;
  private final IdSource ids;
  private final SecureRandom random = new SecureRandom();
  private @Nullable MasterKey key;

  /**
   * @param file of the master key; made when the first secret is stored
   */
  public Vault(Database database, Path file, IdSource ids) {
    this.database = database;
    this.file = file;
    this.ids = ids;
  }

  /** Encrypts a text for a resource. */
  Ciphertext seal(String resource, String text) {
    MasterKey master = keyForSealing();
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, master, nonce, resource);
      byte[] data = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return new Ciphertext(master.id(), ALGORITHM, nonce, data);
    } catch (GeneralSecurityException e) {
      throw new PortException("Cannot encrypt " + resource, false, e);
    }
  }

  /**
   * A key of 32 bytes for one use, from which neither the master key nor another use's can be told.
   *
   * @throws PortException when the key file is missing or another one
   */
  public byte[] derived(String use) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(keyForSealing().key().getEncoded(), "HmacSHA256"));
      return mac.doFinal(("derived for " + use).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new PortException("Cannot derive a key for " + use, false, e);
    }
  }

  /**
   * Decrypts what was encrypted for the resource.
   *
   * @throws PortException when the key file is missing or another one, or the data was changed
   */
  String open(String resource, Ciphertext sealed) {
    MasterKey master = keyFor(sealed.keyId());
    if (!sealed.algorithm().equals(ALGORITHM)) {
      throw new PortException(
          resource + " was encrypted by " + sealed.algorithm() + ", which this Baton does not know",
          false);
    }
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, master, sealed.nonce(), resource);
      return new String(cipher.doFinal(sealed.data()), StandardCharsets.UTF_8);
    } catch (AEADBadTagException e) {
      throw new PortException(
          resource
              + " cannot be decrypted: what is stored was changed, or the key in "
              + file
              + " was",
          false,
          e);
    } catch (GeneralSecurityException e) {
      throw new PortException("Cannot decrypt " + resource, false, e);
    }
  }

  private static Cipher cipher(int mode, MasterKey master, byte[] nonce, String resource)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, master.key(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(resource.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private synchronized MasterKey keyForSealing() {
    if (key != null) {
      return key;
    }
    Optional<String> used = usedKey();
    MasterKey found =
        used.isPresent()
            ? keyFor(used.get())
            : MasterKey.read(file).orElseGet(() -> MasterKey.create(file, ids, random));
    key = found;
    return found;
  }

  private synchronized MasterKey keyFor(String id) {
    if (key != null && key.id().equals(id)) {
      return key;
    }
    MasterKey found =
        MasterKey.read(file)
            .orElseThrow(
                () ->
                    new PortException(
                        "The master key "
                            + file
                            + " is missing. Put it back: the parameters, secrets and access keys of"
                            + " this data directory were encrypted with the key "
                            + id
                            + " and cannot be read without it",
                        false));
    if (!found.id().equals(id)) {
      throw new PortException(
          file
              + " holds the key "
              + found.id()
              + ", but the parameters and secrets of this data directory were encrypted with "
              + id
              + ". Put that key file back",
          false);
    }
    key = found;
    return found;
  }

  /** The key of what is stored already: it has one key for all. */
  private Optional<String> usedKey() {
    return database.read(
        sql ->
            sql.first(
                """
                select * from (select key_id from parameters limit 1)
                union all select * from (select key_id from secret_versions limit 1)
                union all select * from (select key_id from sealed limit 1)
                union all select * from (select key_id from access_keys limit 1)
                union all select * from
                  (select key_id from resources where key_id is not null limit 1)
                limit 1
                """,
                row -> row.getString(1)));
  }
}
