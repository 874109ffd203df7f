package dev.baton.cli;

import dev.baton.format.document.JsonReader;
import dev.baton.model.document.Node;
import dev.baton.port.AuditLog;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code baton audit}. */
@Command(
    name = "audit",
    description = "Show who changed what, newest first.",
    footer = {
      "",
      "The record has each changing call with the names of what it touched, never values.",
      "",
      "Examples:",
      "  baton audit",
      "  baton audit --since 2h --by ann",
      "  baton audit --since 2026-01-31 --limit 1000 --output json",
    })
final class AuditCommand implements Callable<Integer> {

  private static final int MOST = 1_000;
  private static final Pattern AGO = Pattern.compile("([0-9]{1,6})([smhd])");

  private final Session session;

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description = "Not older: 30m, 2h, 7d, a date, or a time such as 2026-01-31T08:00:00Z.")
  private Optional<String> since = Optional.empty();

  @Option(names = "--by", paramLabel = "WHO", description = "Of a name, an ARN or a key's id.")
  private Optional<String> by = Optional.empty();

  @Option(names = "--limit", paramLabel = "N", description = "How many at the most (100).")
  private int limit = 100;

  AuditCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (limit < 1 || limit > MOST) {
      throw CommandFailure.refused("--limit: 1 to " + MOST);
    }
    Optional<Instant> from = since.map(text -> instant(text, InstantSource.system().instant()));
    String answer = session.deck().audit(new AuditLog.Query(limit, from, by));
    if (session.options().json()) {
      session.terminal().out().print(answer);
      return ExitCode.SUCCEEDED;
    }
    Table table = new Table("TIME", "WHO", "WHAT", "RESULT", "FROM", "ON");
    for (Node.ObjectNode event : objects(root(answer), "Events")) {
      table.row(
          Times.local(Instant.parse(text(event, "EventTime"))),
          text(event, "Username"),
          text(event, "EventSource").replaceFirst("\\.amazonaws\\.com$", "")
              + ":"
              + text(event, "EventName"),
          own(event, "result"),
          own(event, "sourceIPAddress"),
          objects(event, "Resources").stream()
              .map(resource -> text(resource, "ResourceName"))
              .collect(Collectors.joining(" ")));
    }
    table.print(session.terminal());
    return ExitCode.SUCCEEDED;
  }

  /** From how long ago, a date where this process is, or a time. */
  static Instant instant(String text, Instant now) {
    Matcher ago = AGO.matcher(text);
    try {
      if (ago.matches()) {
        return now.minus(span(Long.parseLong(ago.group(1)), ago.group(2)));
      }
      return text.contains("T")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant();
    } catch (DateTimeException e) {
      throw CommandFailure.refused(
          "--since: '" + text + "' is none of 30m, 2h, 7d, 2026-01-31, 2026-01-31T08:00:00Z");
    }
  }

  private static Duration span(long count, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  private static Node.ObjectNode root(String answer) {
    if (JsonReader.read("", answer).orRefuse().root() instanceof Node.ObjectNode object) {
      return object;
    }
    throw new IllegalStateException("an answer that is no object");
  }

  private static List<Node.ObjectNode> objects(Node.ObjectNode object, String name) {
    return object.get(name).orElse(null) instanceof Node.ListNode list
        ? list.values().stream()
            .filter(Node.ObjectNode.class::isInstance)
            .map(Node.ObjectNode.class::cast)
            .toList()
        : List.of();
  }

  private static String own(Node.ObjectNode event, String name) {
    return event.get("baton").orElse(null) instanceof Node.ObjectNode own ? text(own, name) : "";
  }

  private static String text(Node.ObjectNode object, String name) {
    return object.get(name).orElse(null) instanceof Node.Scalar scalar ? scalar.text() : "";
  }
}
