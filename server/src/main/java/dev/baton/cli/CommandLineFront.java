package dev.baton.cli;

import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.port.PortException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Runs one command line. Only the command that is named is built, because building all of them
 * takes longer than most of them run.
 */
public final class CommandLineFront {

  /** What became of a fault that nobody expected: where its trace was written. */
  @FunctionalInterface
  public interface FaultLog {

    /** Keeps the trace and returns a line that names where. */
    String keep(Session session, Throwable fault);
  }

  private static final Set<String> WITH_VALUE = Set.of("--data", "--server", "--output", "--color");

  private static final Pattern CONSTANTS =
      Pattern.compile("(expected one of \\[[A-Z, ]+]) \\(case-insensitive\\)");

  private final String version;
  private final Function<GlobalOptions, Session> sessions;
  private final FaultLog faults;

  public CommandLineFront(
      String version, Function<GlobalOptions, Session> sessions, FaultLog faults) {
    this.version = version;
    this.sessions = sessions;
    this.faults = faults;
  }

  /** Runs the command and returns the exit code. */
  public int run(String... arguments) {
    GlobalOptions options = new GlobalOptions();
    try (Session session = sessions.apply(options)) {
      return run(session, arguments);
    }
  }

  private int run(Session session, String... arguments) {
    Optional<String> name = commandName(arguments);
    if (name.equals(Optional.of("help")) && arguments.length > 1) {
      return run(session, helpOf(arguments));
    }
    if (name.isEmpty()) {
      return withoutCommand(session, arguments);
    }
    Optional<CommandTable.Row> row = CommandTable.find(name.get());
    if (row.isEmpty()) {
      return unknown(session, name.get());
    }
    if (row.get().make().isEmpty()) {
      session
          .terminal()
          .note("baton " + name.get() + ": not there yet (" + row.get().summary() + ")");
      return ExitCode.REFUSED;
    }
    CommandLine line = base(session);
    line.addSubcommand(name.get(), new CommandLine(row.get().make().get().apply(session)));
    int code = configured(session, line).execute(arguments);
    session.leave();
    return code;
  }

  /** The whole tree, for completion. */
  static CommandLine tree(Session session) {
    CommandLine line = base(session);
    for (CommandTable.Row row : CommandTable.ROWS) {
      row.make().ifPresent(make -> line.addSubcommand(row.name(), make.apply(session)));
    }
    return line;
  }

  private static CommandLine base(Session session) {
    return new CommandLine(new Root(session.options()));
  }

  private CommandLine configured(Session session, CommandLine line) {
    line.getCommandSpec().versionProvider(() -> new String[] {"baton " + version});
    forEach(
        line,
        each -> each.getCommandSpec().versionProvider(() -> new String[] {"baton " + version}));
    line.registerConverter(BigDecimal.class, CommandLineFront::number);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpWidth(100);
    line.setAbbreviatedOptionsAllowed(false);
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    // Only now the options are parsed that say how the terminal is.
    line.setExecutionStrategy(
        parsed -> {
          PrintWriter out = new PrintWriter(session.terminal().out(), true, StandardCharsets.UTF_8);
          for (CommandLine each : parsed.asCommandLineList()) {
            each.setOut(out);
          }
          return new CommandLine.RunLast().execute(parsed);
        });
    line.setParameterExceptionHandler((e, _) -> usage(session, e));
    line.setExecutionExceptionHandler((e, _, _) -> failure(session, e));
    return line;
  }

  private static BigDecimal number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new CommandLine.TypeConversionException("'" + text + "' is not a number");
    }
  }

  private static void forEach(CommandLine line, java.util.function.Consumer<CommandLine> action) {
    for (CommandLine sub : line.getSubcommands().values()) {
      action.accept(sub);
      forEach(sub, action);
    }
  }

  private int withoutCommand(Session session, String... arguments) {
    List<String> given = List.of(arguments);
    if (given.contains("-V") || given.contains("--version")) {
      session.terminal().line("baton " + version);
      return ExitCode.SUCCEEDED;
    }
    boolean asked = given.contains("-h") || given.contains("--help");
    if (asked) {
      session.terminal().out().print(Help.text(session.terminal()));
      return ExitCode.SUCCEEDED;
    }
    try {
      base(session).parseArgs(arguments);
    } catch (ParameterException e) {
      return usage(session, e);
    }
    session.terminal().note(Help.text(session.terminal()));
    return ExitCode.REFUSED;
  }

  /** {@code help COMMAND} is {@code COMMAND --help}. */
  private static String[] helpOf(String... arguments) {
    List<String> asked = new ArrayList<>(List.of(arguments));
    asked.remove("help");
    asked.add("--help");
    return asked.toArray(String[]::new);
  }

  private static int unknown(Session session, String name) {
    if (name.equals("help")) {
      session.terminal().out().print(Help.text(session.terminal()));
      return ExitCode.SUCCEEDED;
    }
    session.terminal().note("baton: '" + name + "' is not a command; see baton --help");
    return ExitCode.REFUSED;
  }

  /** The first word that is neither a global option nor a global option's value. */
  private static Optional<String> commandName(String... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (!arguments[i].startsWith("-")) {
        return Optional.of(arguments[i]);
      }
      if (WITH_VALUE.contains(arguments[i])) {
        i++;
      }
    }
    return Optional.empty();
  }

  private static int usage(Session session, ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    // Enumerations are constants in Java, and words on the command line.
    String message =
        CONSTANTS
            .matcher(e.getMessage())
            .replaceAll(found -> found.group(1).toLowerCase(Locale.ROOT));
    session.terminal().note(command + ": " + message + "; see " + command + " --help");
    return ExitCode.REFUSED;
  }

  private int failure(Session session, Exception e) {
    Terminal terminal = session.terminal();
    switch (e) {
      case CommandFailure failure -> {
        if (!failure.message().isEmpty()) {
          terminal.note(failure.message());
        }
        return failure.exitCode();
      }
      case Refused refused -> {
        return refused(session, refused);
      }
      case PortException port -> {
        terminal.note("baton: " + port.getMessage());
        return ExitCode.FAILED;
      }
      default -> {
        terminal.note(faults.keep(session, e));
        return ExitCode.FAILED;
      }
    }
  }

  private static int refused(Session session, Refused refused) {
    boolean inFile = refused.problems().stream().anyMatch(p -> p.place().line() > 0);
    if (session.options().json() && inFile) {
      session.terminal().out().print(ProblemReport.json(refused.problems()));
    } else {
      for (Problem problem : refused.problems()) {
        String name = problem.place().line() > 0 ? "" : problem.code() + ": ";
        session.terminal().note(name + ProblemReport.line(problem));
      }
    }
    return ExitCode.REFUSED;
  }
}
