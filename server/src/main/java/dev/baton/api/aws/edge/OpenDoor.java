package dev.baton.api.aws.edge;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.http.Request;
import java.util.List;
import java.util.Set;

/**
 * Takes everybody on this machine for one caller. A page in a browser on this machine is not meant:
 * it cannot help sending an Origin, and one that was made to look up a foreign name as loopback
 * sends that name as Host.
 */
public final class OpenDoor implements Authentication, StreamAuthentication {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Caller caller;

  public OpenDoor(Caller caller) {
    this.caller = caller;
  }

  @Override
  public Claim claim(Request request, String service) {
    List<String> hosts = request.headers().all("host");
    if (hosts.size() != 1 || !LOOPBACK.contains(withoutPort(hosts.getFirst()))) {
      throw refused("Host must name loopback");
    }
    if (request.header("origin").isPresent()) {
      throw refused("requests of web pages are not answered");
    }
    return _ -> caller;
  }

  @Override
  public Sent open(Request request, String service) {
    return new Sent(claim(request, service).caller(new byte[0]), request.body());
  }

  private static String withoutPort(String host) {
    return host.replaceFirst(":[0-9]+$", "");
  }

  private static AwsFault refused(String why) {
    return new AwsFault("AccessDeniedException", 403, "Without authentication " + why + ".");
  }
}
