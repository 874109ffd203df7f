package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line says before it needs a data directory. */
final class CommandLineFrontTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    return run(Map.of(), arguments);
  }

  private int run(Map<String, String> environment, String... arguments) {
    return new CommandLineFront(
            "1.2.3",
            options ->
                new Session(
                    options,
                    environment,
                    Path.of("/nowhere"),
                    session -> {
                      throw new IllegalStateException("secret detail " + session.dataDirectory());
                    },
                    _ ->
                        new Terminal(
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            new PrintStream(err, true, StandardCharsets.UTF_8),
                            false,
                            false),
                    Interrupts.NONE,
                    new NoDaemon()),
            (_, fault) -> "baton: an unexpected fault: " + fault.getMessage())
        .run(arguments);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help"})
  void theHelpListsEveryCommandByGroup(String asked) {
    assertThat(run(asked)).isZero();
    assertThat(out()).contains("Examples:", "Exit codes:");
    assertThat(CommandTable.ROWS).allSatisfy(row -> assertThat(out()).contains("  " + row.name()));
  }

  @Test
  void withoutACommandTheHelpIsSaidOnStderr() {
    assertThat(run()).isEqualTo(ExitCode.REFUSED);
    assertThat(out()).isEmpty();
    assertThat(err()).contains("Usage: baton");
  }

  @Test
  void theVersionIsPrinted() {
    assertThat(run("--version")).isZero();
    assertThat(out()).isEqualTo("baton 1.2.3\n");
  }

  @Test
  void anUnknownCommandIsNamed() {
    assertThat(run("frobnicate")).isEqualTo(ExitCode.REFUSED);
    assertThat(err()).contains("'frobnicate' is not a command");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "components", "releases"})
  void whatIsNotThereYetRefusesByName(String command) {
    assertThat(run(command, "--listen", "x")).isEqualTo(ExitCode.REFUSED);
    assertThat(err()).startsWith("baton " + command + ": not there yet");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"run", "build", "validate", "params", "logs", "transitions", "completion"})
  void eachCommandHasItsOwnHelp(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out()).contains("Usage: baton " + command);
  }

  @Test
  void helpOfACommandIsItsOwn() {
    assertThat(run("help", "run")).isZero();
    assertThat(out()).contains("Usage: baton run");
  }

  @Test
  void anOptionWithoutItsValueIsAUsageError() {
    assertThat(run("--output")).isEqualTo(ExitCode.REFUSED);
    assertThat(err()).contains("--output", "see baton --help").doesNotContain("Examples:");
  }

  @Test
  void whatAnOptionTakesIsSaidAsItIsTyped() {
    assertThat(run("executions", "--output", "yaml")).isEqualTo(ExitCode.REFUSED);
    assertThat(err()).contains("text, json");
  }

  @Test
  void aNumberThatIsNoneIsSaidInWords() {
    assertThat(run("build", "--timeout", "abc")).isEqualTo(ExitCode.REFUSED);
    assertThat(err()).contains("'abc' is not a number").doesNotContain("java.");
  }

  @Test
  void anUnknownOptionIsAUsageError() {
    assertThat(run("run", "--sauce", "x")).isEqualTo(ExitCode.REFUSED);
    assertThat(err()).contains("baton run:", "--sauce", "see baton run --help");
  }

  @Test
  void globalOptionsAreTakenBeforeAndAfterTheCommand() {
    run("--data", "/before", "executions");
    run("executions", "--data", "/after");
    assertThat(err()).contains("/before").contains("/after");
  }

  @Test
  void theEnvironmentNamesTheDataDirectory() {
    run(Map.of("BATON_DATA", "relative"), "executions");
    assertThat(err()).contains("/nowhere/relative");
  }

  @Test
  void withoutAWordTheDataDirectoryIsWhereXdgSays() {
    run(Map.of("HOME", "/home/ann"), "executions");
    run(Map.of("HOME", "/home/ann", "XDG_DATA_HOME", "/xdg"), "executions");
    assertThat(err()).contains("/home/ann/.local/share/baton").contains("/xdg/baton");
  }

  @Test
  void whatWorksOnADataDirectoryRefusesAServer() {
    assertThat(run("--server", "http://x", "restore", "b")).isEqualTo(ExitCode.REFUSED);
    assertThat(err()).contains("--server", "works on a data directory");
  }

  @Test
  void anUnexpectedFaultIsOneLine() {
    assertThat(run("executions", "--data", "/d")).isEqualTo(ExitCode.FAILED);
    assertThat(err().lines()).hasSize(1).first().asString().contains("an unexpected fault");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void completionKnowsTheCommands(String shell) {
    assertThat(run("completion", shell)).isZero();
    assertThat(out()).contains("transitions", "--approve", "complete -F");
  }
}
