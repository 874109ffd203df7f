package dev.baton.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The reference page is made from the table of settings; {@code -Dbaton.docs.write=true} writes it
 * anew.
 */
final class ConfigPageTest {

  private static final Path PAGE = Path.of("..", "docs", "reference", "config.md");

  @Test
  void thePageSaysWhatTheTableSays() throws IOException {
    String page = page();
    if (Boolean.getBoolean("baton.docs.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).hasContent(page);
  }

  private static String page() {
    StringBuilder page = new StringBuilder();
    page.append("# Configuration of a server\n\n");
    page.append("Made from the code; a test compares it.\n\n");
    page.append(
        "A file (`baton server --config FILE` or `BATON_CONFIG`; YAML or JSON, sections for the"
            + " dots) gives way to environment variables, these to flags. An unknown key in a file"
            + " is an error, an unknown `BATON_` variable is not Baton's. `baton config` shows what"
            + " holds and who says so.\n\n");
    page.append("| key | variable | flag | value | default | meaning |\n");
    page.append("| --- | --- | --- | --- | --- | --- |\n");
    for (Setting setting : Settings.ALL) {
      page.append(
          "| `%s` | `%s` | `%s` | %s | %s | %s |\n"
              .formatted(
                  setting.key(),
                  setting.variable(),
                  setting.flag(),
                  setting.form(),
                  setting.standard().isEmpty() ? "" : "`" + setting.standard() + "`",
                  setting.meaning()));
    }
    return page.toString();
  }
}
