package dev.baton.app.config;

import dev.baton.format.document.JsonReader;
import dev.baton.model.document.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Every key there is, in the order of the reference page. */
public final class Settings {

  private static final int LEAST_ENTRIES = 1_000;
  private static final int MOST_ENTRIES = 10_000_000;
  private static final int MOST_DAYS = 3_650;
  private static final int MOST_REQUESTS = 1_000_000;

  static final Setting LISTEN =
      new Setting(
          "listen",
          "--listen",
          "HOST:PORT such as 127.0.0.1:7575",
          "127.0.0.1:7575",
          "Where the server listens; port 0 picks one.",
          Settings::address);

  static final Setting AUTH =
      new Setting(
          "auth",
          "--no-auth",
          "signed or none",
          "signed",
          "Whether requests must be signed; none only on loopback.",
          oneOf("signed", "none"));

  static final Setting ACCOUNT =
      new Setting(
          "account",
          "--account",
          "twelve digits",
          "000000000000",
          "The AWS account that the server plays; part of every ARN.",
          matching("[0-9]{12}", "is no account"));

  static final Setting REGION =
      new Setting(
          "region",
          "--region",
          "a region such as us-east-1",
          "us-east-1",
          "The region that the server plays; signatures must name it.",
          matching("[a-z]{2}(-[a-z]+)+-[0-9]", "is no region"));

  static final Setting TLS_CERTIFICATE =
      new Setting(
          "tls.certificate",
          "--tls-certificate",
          "a PEM file, the server's certificate first",
          "",
          "The certificate chain; with it and tls.key the server speaks HTTPS alone.",
          any());

  static final Setting TLS_KEY =
      new Setting(
          "tls.key",
          "--tls-key",
          "a PEM file with an unencrypted PKCS#8 key",
          "",
          "The certificate's private key; readable by the server's user alone.",
          any());

  static final Setting TRUST_BUILDS =
      new Setting(
          "trust-builds",
          "--trust-builds",
          "true or false",
          "false",
          "Builds run as the server's own user and could read its data; true lets a server listen"
              + " beyond loopback all the same.",
          oneOf("true", "false"));

  static final Setting LOCAL_COMMANDS =
      new Setting(
          "local-commands",
          "--local-commands",
          "a list of lists of texts: [[\"make\", \"deploy\"]]",
          "[]",
          "The programs, each with all its arguments, that LocalCommand actions may run.",
          value -> commands(value).isPresent() ? Optional.empty() : Optional.of("is no such list"));

  static final Setting BUILDS =
      new Setting(
          "builds",
          "--builds",
          "a number from 1 to 1000",
          "",
          "How many builds run at once; by default four for each processor, at least eight.",
          matching("[1-9][0-9]{0,2}|1000", "is no such number"));

  static final Setting METRICS_TOKEN =
      new Setting(
          "metrics.token-file",
          "--metrics-token-file",
          "a file with 16 to 1024 characters",
          "",
          "The token that Prometheus shows at /_/metrics, in a file for the server's user alone;"
              + " without it there are no metrics.",
          any());

  static final Setting LOG_FORMAT =
      new Setting(
          "log.format",
          "--log-format",
          "text or json",
          "text",
          "How the server's own log on stderr is written.",
          oneOf("text", "json"));

  static final Setting STOP_GRACE =
      new Setting(
          "stop-grace",
          "--stop-grace",
          "seconds from 0 to 86400",
          "30",
          "How long what runs may go on when the server is told to stop.",
          Settings::seconds);

  static final Setting AUDIT_ENTRIES =
      new Setting(
          "audit.entries",
          "--audit-entries",
          "a number from 1000 to 10000000",
          "100000",
          "How many entries the audit record keeps, at most a tenth of them refusals; the oldest go"
              + " first.",
          number(LEAST_ENTRIES, MOST_ENTRIES));

  static final Setting AUDIT_DAYS =
      new Setting(
          "audit.days",
          "--audit-days",
          "days from 1 to 3650",
          "400",
          "How long the audit record keeps an entry.",
          number(1, MOST_DAYS));

  static final Setting RATE =
      new Setting(
          "rate",
          "--rate",
          "a number from 0 to 1000000",
          "",
          "How many requests a second each access key may make in the long run, 0 for any number;"
              + " more are answered ThrottlingException. By default 1000, and any number from this"
              + " machine itself; a value holds for this machine, too.",
          number(0, MOST_REQUESTS));

  static final Setting BURST =
      new Setting(
          "burst",
          "--burst",
          "a number from 1 to 1000000",
          "",
          "How many requests an access key may make at once after a rest; by default twice the"
              + " rate.",
          number(1, MOST_REQUESTS));

  public static final List<Setting> ALL =
      List.of(
          LISTEN,
          AUTH,
          ACCOUNT,
          REGION,
          TLS_CERTIFICATE,
          TLS_KEY,
          TRUST_BUILDS,
          LOCAL_COMMANDS,
          BUILDS,
          METRICS_TOKEN,
          LOG_FORMAT,
          STOP_GRACE,
          AUDIT_ENTRIES,
          AUDIT_DAYS,
          RATE,
          BURST);

  private static final int LARGEST_PORT = 65_535;
  private static final int DAY = 86_400;

  private Settings() {}

  static Optional<Setting> find(String key) {
    return ALL.stream().filter(setting -> setting.key().equals(key)).findFirst();
  }

  /** A list of argument lists from its JSON; empty when it is none. */
  static Optional<Set<List<String>>> commands(String json) {
    Optional<Node> root = JsonReader.read("", json).value().map(document -> document.root());
    if (!(root.orElse(null) instanceof Node.ListNode list)) {
      return Optional.empty();
    }
    List<List<String>> commands = new ArrayList<>();
    for (Node node : list.values()) {
      Optional<List<String>> command = texts(node);
      if (command.isEmpty()) {
        return Optional.empty();
      }
      commands.add(command.get());
    }
    return Optional.of(Set.copyOf(commands));
  }

  private static Optional<List<String>> texts(Node node) {
    if (!(node instanceof Node.ListNode list) || list.values().isEmpty()) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    for (Node value : list.values()) {
      if (!(value instanceof Node.Scalar text) || text.type() != Node.Scalar.Type.TEXT) {
        return Optional.empty();
      }
      texts.add(text.text());
    }
    return Optional.of(List.copyOf(texts));
  }

  private static Optional<String> address(String value) {
    int colon = value.lastIndexOf(':');
    boolean port =
        value.substring(colon + 1).matches("[0-9]{1,5}")
            && Integer.parseInt(value.substring(colon + 1)) <= LARGEST_PORT;
    return colon > 0 && port ? Optional.empty() : Optional.of("is no address");
  }

  private static Optional<String> seconds(String value) {
    return value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= DAY
        ? Optional.empty()
        : Optional.of("is no such time");
  }

  private static Function<String, Optional<String>> number(int least, int most) {
    return value ->
        value.matches("[0-9]{1,9}")
                && Integer.parseInt(value) >= least
                && Integer.parseInt(value) <= most
            ? Optional.empty()
            : Optional.of("is no such number");
  }

  private static Function<String, Optional<String>> any() {
    return _ -> Optional.empty();
  }

  private static Function<String, Optional<String>> oneOf(String... values) {
    return value ->
        List.of(values).contains(value) ? Optional.empty() : Optional.of("is not allowed");
  }

  private static Function<String, Optional<String>> matching(String pattern, String otherwise) {
    return value -> value.matches(pattern) ? Optional.empty() : Optional.of(otherwise);
  }
}
