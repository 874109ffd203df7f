package dev.baton.app;

import dev.baton.cli.CommandFailure;
import dev.baton.http.Request;
import dev.baton.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.Set;

/** What Prometheus must show. Without a token the metrics are not there, for anybody. */
final class MetricsToken {

  private static final int SHORTEST = 16;
  private static final int LONGEST = 1024;
  private static final String BEARER = "Bearer ";

  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final Optional<byte[]> digest;

  private MetricsToken(Optional<byte[]> digest) {
    this.digest = digest;
  }

  /**
   * From the file that the configuration names.
   *
   * @throws CommandFailure when it cannot be read, is open to others, or holds no token
   */
  static MetricsToken of(Optional<Path> file) {
    return new MetricsToken(file.map(named -> digest(read(named))));
  }

  private static String read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
      if (posix && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
        throw wrong(file, "others may read or write it; its mode should be 0600");
      }
      byte[] bytes = in.readNBytes(LONGEST + 3);
      String token = new String(bytes, StandardCharsets.ISO_8859_1).replaceFirst("\r?\n$", "");
      if (token.length() < SHORTEST || token.length() > LONGEST) {
        throw wrong(file, "a token has " + SHORTEST + " to " + LONGEST + " characters");
      }
      if (!token.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
        throw wrong(file, "a token has no spaces, and ASCII's letters and signs alone");
      }
      return token;
    } catch (IOException e) {
      throw wrong(file, "it cannot be read (" + e + ")");
    }
  }

  private static CommandFailure wrong(Path file, String why) {
    return CommandFailure.refused("metrics.token-file: " + file + ": " + why);
  }

  /** Why a request may not see the metrics; empty when it may. */
  Optional<Response> refusal(Request request) {
    if (digest.isEmpty()) {
      return Optional.of(Response.text(404, "not found\n"));
    }
    String shown =
        request
            .header("authorization")
            .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
            .map(value -> value.substring(BEARER.length()).strip())
            .orElse("");
    // Digests of one length: how long the comparison takes says nothing of the token.
    return MessageDigest.isEqual(digest.get(), digest(shown))
        ? Optional.empty()
        : Optional.of(Response.text(401, "a token is needed\n").with("WWW-Authenticate", "Bearer"));
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
