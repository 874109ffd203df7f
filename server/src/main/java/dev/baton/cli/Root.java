package dev.baton.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command above all commands: it carries the options that each of them takes. */
@Command(name = "baton", description = "CodePipeline and CodeBuild on your own machine.")
final class Root {

  @Mixin private final GlobalOptions options;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Say what the command does.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      scope = ScopeType.INHERIT,
      description = "Print the version.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean version;

  Root(GlobalOptions options) {
    this.options = options;
  }

  GlobalOptions options() {
    return options;
  }
}
