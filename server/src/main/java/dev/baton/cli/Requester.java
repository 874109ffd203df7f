package dev.baton.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of this process's environment a build may see (CLI.md): the machine's ways, no more; on a
 * server, whose ways are its own, only what is named.
 */
final class Requester {

  private static final Set<String> NAMES =
      Set.of(
          "PATH",
          "HOME",
          "LANG",
          "LANGUAGE",
          "TZ",
          "http_proxy",
          "https_proxy",
          "no_proxy",
          "ftp_proxy",
          "all_proxy",
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "NO_PROXY",
          "FTP_PROXY",
          "ALL_PROXY");

  private Requester() {}

  static Map<String, String> environment(Session session, List<String> passed) {
    Map<String, String> seen = new LinkedHashMap<>();
    if (session.deck().onThisMachine()) {
      session
          .environment()
          .forEach(
              (name, value) -> {
                if (NAMES.contains(name) || name.startsWith("LC_")) {
                  seen.put(name, value);
                }
              });
    }
    for (String name : passed) {
      String value = session.environment().get(name);
      if (value == null) {
        throw CommandFailure.refused("--pass-env " + name + ": the environment has no " + name);
      }
      if (name.startsWith("CODEBUILD_")) {
        throw CommandFailure.refused("No user environment variables can start with CODEBUILD_");
      }
      seen.put(name, value);
    }
    return seen;
  }
}
