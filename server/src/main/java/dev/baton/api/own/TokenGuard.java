package dev.baton.api.own;

import dev.baton.http.Handler;
import dev.baton.http.Request;
import dev.baton.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Lets POSTs through that show the token; a page in a browser never, whatever it shows. */
final class TokenGuard implements Handler {

  private final byte[] expected;
  private final Handler guarded;

  TokenGuard(String token, Handler guarded) {
    this.expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    this.guarded = guarded;
  }

  @Override
  public Response handle(Request request) throws IOException {
    byte[] shown = request.header("authorization").orElse("").getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(expected, shown) || request.header("origin").isPresent()) {
      return Response.empty(403);
    }
    return request.method().equals("POST") ? guarded.handle(request) : Response.empty(405);
  }
}
