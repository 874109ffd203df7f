package dev.baton.api.aws.sigv4;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** A checksum that comes after the body that it is of. Not for concurrent use. */
interface TrailingChecksum {

  void update(byte[] buffer, int offset, int length);

  /** Of all there was, as the trailer says it; to be asked once. */
  String base64();

  /**
   * By the name of its trailer.
   *
   * @throws SignatureFault for one that is not known
   */
  static TrailingChecksum of(String trailer) {
    return switch (trailer) {
      case "x-amz-checksum-crc32" -> of(new CRC32());
      case "x-amz-checksum-crc32c" -> of(new CRC32C());
      case "x-amz-checksum-sha1" -> digest("SHA-1");
      case "x-amz-checksum-sha256" -> digest("SHA-256");
      default ->
          throw new SignatureFault(
              Reason.INCOMPLETE,
              "Baton does not know the trailer '"
                  + trailer
                  + "'; it knows x-amz-checksum-crc32, -crc32c, -sha1 and -sha256.");
    };
  }

  private static TrailingChecksum of(Checksum checksum) {
    return new TrailingChecksum() {
      @Override
      public void update(byte[] buffer, int offset, int length) {
        checksum.update(buffer, offset, length);
      }

      @Override
      public String base64() {
        byte[] bytes = ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array();
        return Base64.getEncoder().encodeToString(bytes);
      }
    };
  }

  private static TrailingChecksum digest(String algorithm) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    return new TrailingChecksum() {
      @Override
      public void update(byte[] buffer, int offset, int length) {
        digest.update(buffer, offset, length);
      }

      @Override
      public String base64() {
        return Base64.getEncoder().encodeToString(digest.digest());
      }
    };
  }
}
