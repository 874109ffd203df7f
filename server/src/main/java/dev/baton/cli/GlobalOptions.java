package dev.baton.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, before its name and after it. */
public final class GlobalOptions {

  /** What goes to stdout. */
  public enum Output {
    TEXT,
    JSON
  }

  /** When colours are used. */
  public enum Color {
    AUTO,
    ALWAYS,
    NEVER
  }

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The data directory (BATON_DATA; default ~/.local/share/baton).")
  private @Nullable String data;

  @Option(
      names = "--server",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "Talk to a server (BATON_SERVER) with the AWS credential variables.")
  private @Nullable String server;

  @Option(
      names = "--output",
      paramLabel = "text|json",
      scope = ScopeType.INHERIT,
      description = "Text for people, or one JSON document as the aws CLI prints it.")
  private Output output = Output.TEXT;

  @Option(
      names = "--color",
      paramLabel = "auto|always|never",
      scope = ScopeType.INHERIT,
      description = "When to colour; NO_COLOR is respected.")
  private Color color = Color.AUTO;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Say only what was asked for.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Say more on stderr.")
  private boolean verbose;

  public Optional<String> data() {
    return Optional.ofNullable(data);
  }

  public Optional<String> server() {
    return Optional.ofNullable(server);
  }

  public boolean json() {
    return output == Output.JSON;
  }

  public Color color() {
    return color;
  }

  public boolean quiet() {
    return quiet;
  }

  public boolean verbose() {
    return verbose;
  }
}
