package dev.baton.api.aws.ssm;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.port.ParameterStore;
import dev.baton.port.ParameterStore.Parameter;

/** Parameters by the names that requests give: plain, as an ARN, with a version or a label. */
final class ParameterNames {

  private final ParameterStore store;

  ParameterNames(ParameterStore store) {
    this.store = store;
  }

  static String arn(Caller caller, String name) {
    return "arn:aws:ssm:%s:%s:parameter%s"
        .formatted(caller.region(), caller.account(), name.startsWith("/") ? name : "/" + name);
  }

  /** The name in an ARN; any other text as it is. A selector stays. */
  static String plain(Caller caller, String name) {
    String prefix = "arn:aws:ssm:%s:%s:parameter".formatted(caller.region(), caller.account());
    if (!name.startsWith(prefix + "/")) {
      return name;
    }
    String path = name.substring(prefix.length());
    return path.indexOf('/', 1) < 0 ? path.substring(1) : path;
  }

  /** What stands behind the name, with its colon; empty when nothing does. */
  static String selector(String plain) {
    int colon = plain.indexOf(':');
    return colon < 0 ? "" : plain.substring(colon);
  }

  /**
   * The parameter that is asked for.
   *
   * @throws AwsFault when it, or its version or label, is not there
   */
  Parameter find(Caller caller, String asked) {
    String plain = plain(caller, asked);
    return store.get(plain).orElseThrow(() -> missing(plain, asked));
  }

  private AwsFault missing(String plain, String asked) {
    int colon = plain.indexOf(':');
    boolean known = colon > 0 && store.get(plain.substring(0, colon)).isPresent();
    return known
        ? noVersion(plain.substring(0, colon), plain.substring(colon + 1))
        : notFound(asked);
  }

  static AwsFault notFound(String name) {
    return new AwsFault("ParameterNotFound", 400, "Parameter " + name + " not found.");
  }

  static AwsFault noVersion(String name, String selector) {
    return new AwsFault(
        "ParameterVersionNotFound",
        400,
        "Systems Manager could not find version %s of %s. Verify the version and try again."
            .formatted(selector, name));
  }
}
