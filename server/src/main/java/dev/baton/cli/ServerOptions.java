package dev.baton.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that set a server's configuration; what they may be is judged with the rest of it. */
final class ServerOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A configuration file, YAML or JSON (BATON_CONFIG).")
  private @Nullable String config;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Where to listen; port 0 picks one (default 127.0.0.1:7575).")
  private @Nullable String listen;

  @Option(names = "--no-auth", description = "Answer unsigned requests too; on loopback only.")
  private boolean open;

  @Option(
      names = "--account",
      paramLabel = "DIGITS",
      description = "The AWS account to play (default 000000000000).")
  private @Nullable String account;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "The region to play (default us-east-1).")
  private @Nullable String region;

  @Option(
      names = "--tls-certificate",
      paramLabel = "PEM",
      description = "The certificate chain; HTTPS alone then.")
  private @Nullable String certificate;

  @Option(names = "--tls-key", paramLabel = "PEM", description = "The certificate's key.")
  private @Nullable String key;

  @Option(
      names = "--trust-builds",
      description = "Listen beyond loopback though builds run as this user.")
  private boolean trusting;

  @Option(
      names = "--local-commands",
      paramLabel = "JSON",
      description = "What LocalCommand actions may run: [[\"make\", \"deploy\"]].")
  private @Nullable String commands;

  @Option(names = "--builds", paramLabel = "NUMBER", description = "How many builds run at once.")
  private @Nullable String builds;

  @Option(
      names = "--metrics-token-file",
      paramLabel = "FILE",
      description = "Show metrics at /_/metrics to whoever has this token.")
  private @Nullable String metricsToken;

  @Option(
      names = "--log-format",
      paramLabel = "text|json",
      description = "How the server's own log is written.")
  private @Nullable String logFormat;

  @Option(
      names = "--stop-grace",
      paramLabel = "SECONDS",
      description = "How long what runs may go on at a stop (default 30).")
  private @Nullable String stopGrace;

  @Option(
      names = "--audit-entries",
      paramLabel = "NUMBER",
      description = "How many entries the audit record keeps (default 100000).")
  private @Nullable String auditEntries;

  @Option(
      names = "--audit-days",
      paramLabel = "DAYS",
      description = "How long the audit record keeps an entry (default 400).")
  private @Nullable String auditDays;

  @Option(
      names = "--rate",
      paramLabel = "NUMBER",
      description = "Requests a second of each access key (default 1000; any from this machine).")
  private @Nullable String rate;

  @Option(
      names = "--burst",
      paramLabel = "NUMBER",
      description = "Requests at once after a rest (default twice the rate).")
  private @Nullable String burst;

  Daemon.Wish wish(Session session) {
    Map<String, String> flags = new LinkedHashMap<>();
    put(flags, "listen", listen);
    put(flags, "auth", open ? "none" : null);
    put(flags, "account", account);
    put(flags, "region", region);
    put(flags, "tls.certificate", certificate);
    put(flags, "tls.key", key);
    put(flags, "trust-builds", trusting ? "true" : null);
    put(flags, "local-commands", commands);
    put(flags, "builds", builds);
    put(flags, "metrics.token-file", metricsToken);
    put(flags, "log.format", logFormat);
    put(flags, "stop-grace", stopGrace);
    put(flags, "audit.entries", auditEntries);
    put(flags, "audit.days", auditDays);
    put(flags, "rate", rate);
    put(flags, "burst", burst);
    Optional<Path> file =
        Optional.ofNullable(config).or(() -> session.variable("BATON_CONFIG")).map(session::path);
    return new Daemon.Wish(file, flags);
  }

  private static void put(Map<String, String> flags, String key, @Nullable String value) {
    if (value != null) {
      flags.put(key, value);
    }
  }
}
