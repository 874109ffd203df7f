package dev.baton.api.aws.sigv4;

import java.util.List;

/**
 * For whom a request must have been signed.
 *
 * @param regions the first is the server's own; a global service has us-east-1 besides
 * @param service the signing name, such as {@code codepipeline}
 */
public record Expected(List<String> regions, String service, Rules rules) {

  /** How a service's requests are made canonical, and which bodies it takes. */
  public enum Rules {
    /** The path is normalised and encoded once more than on the wire; the body is always signed. */
    STANDARD,
    /** The path is taken as it is; the body may be signed in chunks, or not at all. */
    S3
  }

  public Expected {
    regions = List.copyOf(regions);
    if (regions.isEmpty()) {
      throw new IllegalArgumentException("no region");
    }
  }

  /** A service of the server's region. */
  public static Expected of(String region, String service) {
    return new Expected(List.of(region), service, Rules.STANDARD);
  }

  /** A service that clients may reach as a global one, too: STS, IAM. */
  public static Expected global(String region, String service) {
    return new Expected(List.of(region, "us-east-1"), service, Rules.STANDARD);
  }

  /** S3 in the server's region. */
  public static Expected s3(String region) {
    return new Expected(List.of(region), "s3", Rules.S3);
  }
}
