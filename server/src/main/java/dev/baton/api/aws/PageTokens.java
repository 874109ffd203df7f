package dev.baton.api.aws;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Page tokens that tell nothing, cannot be made up, and belong to one request: the same place in
 * the same list is always the same token. Safe for concurrent use.
 *
 * <p>A synthetic IV: the MAC of the request and the place is also the counter's start, so that no
 * two places are encrypted alike, and none needs chance.
 */
public final class PageTokens {

  private static final int MAC_BYTES = 16;

  /** What CodePipeline's model allows a token; the others allow as much or more. */
  private static final int LONGEST = 2048;

  private final Supplier<byte[]> key;

  /**
   * @param key 32 secret bytes, the same wherever the tokens are to be taken back; asked for when
   *     the first token is made or read, and each time
   */
  public PageTokens(Supplier<byte[]> key) {
    this.key = key;
  }

  /**
   * The token for a place.
   *
   * @param request what the token belongs to
   */
  String seal(String request, String place) {
    byte[] plain = place.getBytes(StandardCharsets.UTF_8);
    byte[] master = key.get();
    byte[] mac = mac(master, request, plain);
    byte[] token = Arrays.copyOf(mac, MAC_BYTES + plain.length);
    System.arraycopy(crypt(master, mac, plain), 0, token, MAC_BYTES, plain.length);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    if (text.length() > LONGEST) {
      throw new IllegalStateException("a page token of " + text.length() + " characters");
    }
    return text;
  }

  /** The place of a token; empty when it was not made here, or for another request. */
  Optional<String> open(String request, String token) {
    if (token.length() > LONGEST) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (bytes.length < MAC_BYTES) {
      return Optional.empty();
    }
    byte[] master = key.get();
    byte[] mac = Arrays.copyOf(bytes, MAC_BYTES);
    byte[] plain = crypt(master, mac, Arrays.copyOfRange(bytes, MAC_BYTES, bytes.length));
    return MessageDigest.isEqual(mac, mac(master, request, plain))
        ? Optional.of(new String(plain, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  private static byte[] mac(byte[] master, String request, byte[] place) {
    byte[] context = request.getBytes(StandardCharsets.UTF_8);
    try {
      Mac mac = hmac(derived(master, "mac"));
      // The length keeps the two apart: nothing of one can pass for the other's.
      mac.update((context.length + ":").getBytes(StandardCharsets.US_ASCII));
      mac.update(context);
      return Arrays.copyOf(mac.doFinal(place), MAC_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no HmacSHA256", e);
    }
  }

  private static byte[] crypt(byte[] master, byte[] start, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(derived(master, "text"), "AES"),
          new IvParameterSpec(start));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no AES/CTR", e);
    }
  }

  private static byte[] derived(byte[] master, String use) throws GeneralSecurityException {
    return hmac(master).doFinal(("page token " + use).getBytes(StandardCharsets.US_ASCII));
  }

  private static Mac hmac(byte[] key) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac;
  }
}
