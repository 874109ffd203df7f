package dev.baton.api.aws.secretsmanager;

import dev.baton.api.aws.Caller;
import dev.baton.port.Entropy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordResponse;

/** Random passwords: every character of those that may be is as likely as any other. */
final class RandomPasswords {

  private static final int USUAL = 32;
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String DIGITS = "0123456789";
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private final Entropy entropy;

  RandomPasswords(Entropy entropy) {
    this.entropy = entropy;
  }

  GetRandomPasswordResponse get(Caller caller, GetRandomPasswordRequest request) {
    int length = request.passwordLength() == null ? USUAL : (int) (long) request.passwordLength();
    List<String> kinds = kinds(request);
    boolean each = !Boolean.FALSE.equals(request.requireEachIncludedType());
    if (kinds.isEmpty()) {
      throw SecretFaults.invalid("No characters are left that the password may have.");
    }
    if (each && kinds.size() > length) {
      throw SecretFaults.invalid(
          "A password of %d characters cannot have one of each of %d types."
              .formatted(length, kinds.size()));
    }
    return GetRandomPasswordResponse.builder()
        .randomPassword(password(length, kinds, each))
        .build();
  }

  private static List<String> kinds(GetRandomPasswordRequest request) {
    List<String> kinds = new ArrayList<>();
    add(kinds, LOWER, request.excludeLowercase(), request);
    add(kinds, UPPER, request.excludeUppercase(), request);
    add(kinds, DIGITS, request.excludeNumbers(), request);
    add(kinds, PUNCTUATION, request.excludePunctuation(), request);
    add(kinds, " ", !Boolean.TRUE.equals(request.includeSpace()), request);
    return kinds;
  }

  private static void add(
      List<String> kinds,
      String characters,
      @Nullable Boolean excluded,
      GetRandomPasswordRequest request) {
    if (Boolean.TRUE.equals(excluded)) {
      return;
    }
    String not = request.excludeCharacters() == null ? "" : request.excludeCharacters();
    String left =
        characters
            .chars()
            .filter(c -> not.indexOf(c) < 0)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    if (!left.isEmpty()) {
      kinds.add(left);
    }
  }

  /** One of each kind first, where that is asked for; then all places are mixed. */
  private String password(int length, List<String> kinds, boolean each) {
    String all = String.join("", kinds);
    char[] password = new char[length];
    for (int i = 0; i < length; i++) {
      String from = each && i < kinds.size() ? kinds.get(i) : all;
      password[i] = from.charAt(below(from.length()));
    }
    for (int i = length - 1; i > 0; i--) {
      int other = below(i + 1);
      char kept = password[i];
      password[i] = password[other];
      password[other] = kept;
    }
    return new String(password);
  }

  /** A number below a bound of at most 65,536; what would make some likelier is drawn again. */
  private int below(int bound) {
    int fair = 65_536 / bound * bound;
    int drawn;
    do {
      byte[] two = entropy.bytes(2);
      drawn = (two[0] & 0xFF) << 8 | (two[1] & 0xFF);
    } while (drawn >= fair);
    return drawn % bound;
  }
}
