package dev.baton.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The process's entry: hands the arguments to the command line and turns its answer into the exit
 * code.
 */
@Command(
    name = "baton",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "CI/CD on your own machine: runs CodePipeline and CodeBuild definitions.")
public final class Main implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is required.");
  }

  /** The version stands in the jar's manifest; classes run from a folder have none. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"baton " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
