package dev.baton.api.aws.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The keys that are derived from a secret for one day, region and service: four MACs each, so the
 * latest used are kept. Safe for concurrent use.
 */
final class SigningKeys {

  private static final int MOST = 1_024;

  private final Map<Purpose, byte[]> derived =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Purpose, byte[]> eldest) {
          return size() > MOST;
        }
      };

  /** The secret is a part of it: a key that is made anew under an old id has nothing of the old. */
  private record Purpose(String secret, String date, String region, String service) {
    @Override
    public String toString() {
      return date + "/" + region + "/" + service;
    }
  }

  byte[] of(String secret, String date, String region, String service) {
    Purpose purpose = new Purpose(secret, date, region, service);
    synchronized (derived) {
      byte[] known = derived.get(purpose);
      if (known != null) {
        return known;
      }
    }
    byte[] fresh = derive(purpose);
    synchronized (derived) {
      derived.put(purpose, fresh);
    }
    return fresh;
  }

  private static byte[] derive(Purpose purpose) {
    byte[] secret = ("AWS4" + purpose.secret()).getBytes(StandardCharsets.UTF_8);
    byte[] day = Hashes.hmac(secret, purpose.date());
    byte[] region = Hashes.hmac(day, purpose.region());
    byte[] service = Hashes.hmac(region, purpose.service());
    return Hashes.hmac(service, "aws4_request");
  }
}
