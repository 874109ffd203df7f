package dev.baton.api.aws.sigv4;

import java.util.regex.Pattern;

/**
 * Whose key signed, and for what: {@code KEY/DATE/REGION/SERVICE/aws4_request}.
 *
 * @param date eight digits
 */
record Credential(String keyId, String date, String region, String service) {

  private static final String END = "aws4_request";
  private static final int PARTS = 5;
  private static final Pattern KEY_ID = Pattern.compile("\\w{1,128}");
  private static final Pattern DATE = Pattern.compile("\\d{8}");

  static Credential parse(String text, Reason malformed) {
    String[] parts = text.split("/", -1);
    if (parts.length != PARTS) {
      throw new SignatureFault(
          malformed,
          "Credential must have exactly 5 slash-delimited elements, e.g."
              + " keyid/date/region/service/term, got '"
              + text
              + "'.");
    }
    if (!parts[4].equals(END)) {
      throw new SignatureFault(
          Reason.SCOPE,
          "Credential should be scoped with a valid terminator: '"
              + END
              + "', not '"
              + parts[4]
              + "'.");
    }
    if (!DATE.matcher(parts[1]).matches()) {
      throw new SignatureFault(
          malformed, "Date in Credential scope must be YYYYMMDD, got '" + parts[1] + "'.");
    }
    if (!KEY_ID.matcher(parts[0]).matches()) {
      throw unknownKey();
    }
    return new Credential(parts[0], parts[1], parts[2], parts[3]);
  }

  static SignatureFault unknownKey() {
    return new SignatureFault(
        Reason.UNKNOWN_KEY, "The security token included in the request is invalid.");
  }

  /** Without the key. */
  String scope() {
    return date + "/" + region + "/" + service + "/" + END;
  }
}
