package dev.baton.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that {@code run} and {@code start} share. */
final class StartOptions {

  @Option(
      names = "--source",
      paramLabel = "ACTION=DIR|URL",
      description =
          "What a source action reads; remembered. ACTION= may be left out for a single one.")
  private List<String> sources = new ArrayList<>();

  @Option(
      names = "--revision",
      paramLabel = "ACTION=REF",
      description = "A branch, tag or commit instead of the newest state.")
  private List<String> revisions = new ArrayList<>();

  @Option(names = "--variable", paramLabel = "NAME=VALUE", description = "A pipeline variable.")
  private List<String> variables = new ArrayList<>();

  @Option(
      names = "--approve",
      paramLabel = "STAGE/ACTION|all",
      description = "Approve in advance; recorded with the execution.")
  private List<String> approve = new ArrayList<>();

  @Option(names = "--no-wait", description = "Do not wait for people: exit 4 where one is needed.")
  private boolean noWait;

  @Option(
      names = "--until",
      paramLabel = "STAGE",
      description = "Stop after that stage; the exit code then is 0.")
  private Optional<String> until = Optional.empty();

  @Option(
      names = "--detach",
      description =
          "Return at once when another Baton process carries it on, else when it is over or waits"
              + " for a person.")
  private boolean detach;

  @Option(
      names = "--pass-env",
      paramLabel = "NAME",
      description = "Let builds see this variable of your environment.")
  private List<String> passed = new ArrayList<>();

  List<String> sources() {
    return sources;
  }

  List<String> revisions() {
    return revisions;
  }

  List<String> variables() {
    return variables;
  }

  List<String> approve() {
    return approve;
  }

  boolean noWait() {
    return noWait;
  }

  Optional<String> until() {
    return until;
  }

  boolean detach() {
    return detach;
  }

  List<String> passed() {
    return passed;
  }
}
