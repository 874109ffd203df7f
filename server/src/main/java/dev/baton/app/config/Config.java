package dev.baton.app.config;

import dev.baton.api.aws.Rates;
import dev.baton.port.AuditLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A server's configuration, every value checked.
 *
 * @param builds how many run at once; empty for what suits the machine
 * @param metricsToken the file with the token for metrics; empty for no metrics
 * @param localCommands the argument lists that LocalCommand actions may run
 */
public record Config(
    Listen listen,
    boolean signed,
    String account,
    String region,
    Optional<Tls> tls,
    boolean trustBuilds,
    Set<List<String>> localCommands,
    Optional<Integer> builds,
    Optional<Path> metricsToken,
    boolean jsonLog,
    Duration stopGrace,
    AuditLog.Retention audit,
    Rates.Limits rates) {

  /** Where to listen. An IPv6 address has no brackets here. */
  public record Listen(String host, int port) {}

  /** PEM files. */
  public record Tls(Path certificate, Path key) {}

  /** From values that were judged, one for each key that has any. */
  static Config of(Map<String, Value> values) {
    String listen = text(values, Settings.LISTEN);
    int colon = listen.lastIndexOf(':');
    return new Config(
        new Listen(
            listen.substring(0, colon).replaceAll("^\\[|]$", ""),
            Integer.parseInt(listen.substring(colon + 1))),
        text(values, Settings.AUTH).equals("signed"),
        text(values, Settings.ACCOUNT),
        text(values, Settings.REGION),
        tls(values),
        text(values, Settings.TRUST_BUILDS).equals("true"),
        Settings.commands(text(values, Settings.LOCAL_COMMANDS)).orElseThrow(),
        Optional.of(text(values, Settings.BUILDS)).filter(b -> !b.isEmpty()).map(Integer::valueOf),
        Optional.of(text(values, Settings.METRICS_TOKEN)).filter(t -> !t.isEmpty()).map(Path::of),
        text(values, Settings.LOG_FORMAT).equals("json"),
        Duration.ofSeconds(Long.parseLong(text(values, Settings.STOP_GRACE))),
        new AuditLog.Retention(
            Integer.parseInt(text(values, Settings.AUDIT_ENTRIES)),
            Duration.ofDays(Integer.parseInt(text(values, Settings.AUDIT_DAYS)))),
        rates(text(values, Settings.RATE), text(values, Settings.BURST)));
  }

  /** A rate that somebody asked for holds for this machine, too. */
  private static Rates.Limits rates(String rate, String burst) {
    int perSecond = rate.isEmpty() ? Rates.Limits.USUAL.keys().rate() : Integer.parseInt(rate);
    int atOnce = burst.isEmpty() ? Math.max(1, 2 * perSecond) : Integer.parseInt(burst);
    return new Rates.Limits(
        new Rates.Limit(perSecond, atOnce), Rates.Limits.USUAL.strangers(), rate.isEmpty());
  }

  private static Optional<Tls> tls(Map<String, Value> values) {
    String certificate = text(values, Settings.TLS_CERTIFICATE);
    return certificate.isEmpty()
        ? Optional.empty()
        : Optional.of(new Tls(Path.of(certificate), Path.of(text(values, Settings.TLS_KEY))));
  }

  private static String text(Map<String, Value> values, Setting setting) {
    Value value = values.get(setting.key());
    return value == null ? setting.standard() : value.text();
  }
}
