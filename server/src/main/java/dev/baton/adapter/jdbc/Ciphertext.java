package dev.baton.adapter.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What was encrypted: the columns {@code key_id, algorithm, nonce, data}. Good for the resource
 * that it was encrypted for, and for no other.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; made and taken apart at once
record Ciphertext(String keyId, String algorithm, byte[] nonce, byte[] data) {

  /** Reads the four columns, beginning with that one. */
  static Ciphertext of(ResultSet row, int first) throws SQLException {
    return new Ciphertext(
        row.getString(first),
        row.getString(first + 1),
        row.getBytes(first + 2),
        row.getBytes(first + 3));
  }
}
