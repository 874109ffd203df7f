package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.app.config.Setting;
import dev.baton.app.config.Settings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;

/** Every setting of a server can be given as the flag that its reference page names. */
final class ServerOptionsTest {

  @SuppressWarnings("unused")
  private static final java.util.List<Setting> SETTINGS = Settings.ALL;

  @Command(name = "any")
  private static final class Any {
    @Mixin private final ServerOptions options = new ServerOptions();
  }

  @ParameterizedTest
  @FieldSource("SETTINGS")
  void aSettingHasItsFlag(Setting setting) {
    OptionSpec option = new CommandLine(new Any()).getCommandSpec().findOption(setting.flag());
    assertThat(option).as(setting.flag()).isNotNull();
  }
}
