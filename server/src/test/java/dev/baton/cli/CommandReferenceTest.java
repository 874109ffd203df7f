package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * The page {@code docs/commands.md} is what {@code --help} says. After a change: {@code
 * -Dbaton.docs.write=true} writes it anew.
 */
final class CommandReferenceTest {

  private static final Path PAGE = repository().resolve("docs/commands.md");

  private static final String HEAD =
      """
      # The command line

      This page is generated from what `baton COMMAND --help` prints; a test compares the two. The
      first page, `baton --help`, has examples and the exit codes.
      """;

  private static Path repository() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(here.resolve("baton"))) {
      here = here.getParent();
    }
    return here;
  }

  private static Session session() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return new Session(
        new GlobalOptions(),
        Map.of(),
        Path.of("/nowhere"),
        _ -> {
          throw new IllegalStateException("help needs no data directory");
        },
        _ -> new Terminal(nowhere, nowhere, false, false),
        Interrupts.NONE,
        new NoDaemon());
  }

  private static String generated() {
    CommandLine tree = CommandLineFront.tree(session());
    StringBuilder page = new StringBuilder(HEAD);
    String group = "";
    for (CommandTable.Row row : CommandTable.ROWS) {
      if (!group.equals(row.group())) {
        group = row.group();
        page.append("\n## ").append(group).append("\n");
      }
      if (row.make().isEmpty()) {
        page.append("\n- `").append(row.name()).append("`: ").append(row.summary()).append("\n");
      } else {
        section(page, "###", tree.getSubcommands().get(row.name()));
      }
    }
    return page.toString();
  }

  private static void section(StringBuilder page, String level, CommandLine command) {
    page.append("\n%s %s\n\n".formatted(level, command.getCommandSpec().qualifiedName()));
    page.append("```text\n");
    page.append(command.setUsageHelpWidth(100).getUsageMessage(CommandLine.Help.Ansi.OFF));
    page.append("```\n");
    command.getSubcommands().values().forEach(sub -> section(page, level + "#", sub));
  }

  @Test
  void thePageIsWhatTheHelpSays() throws IOException {
    String page = generated().lines().map(String::stripTrailing).reduce("", (a, b) -> a + b + "\n");
    if (Boolean.getBoolean("baton.docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("write it anew with -Dbaton.docs.write=true")
        .isEqualTo(page);
  }
}
