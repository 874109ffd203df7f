package dev.baton.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Every command: its name, its group in the help, its one line, and how it is made. */
final class CommandTable {

  /** A row; {@code make} is empty for what is not there yet. */
  record Row(String name, String group, String summary, Optional<Function<Session, Object>> make) {}

  private static final String WORK = "Work on your machine";
  private static final String LOOK = "Look";
  private static final String MOVE = "Move executions and builds";
  private static final String SETTINGS = "Definitions and settings";
  private static final String SERVER = "Server";
  private static final String SHELL = "Shell";
  private static final String LATER = "Not there yet";

  static final List<Row> ROWS =
      List.of(
          row("demo", WORK, "See it all at work, in under a minute", DemoCommand::new),
          row(
              "run",
              WORK,
              "Run a pipeline on a repository, working tree included",
              RunPipeline::new),
          row("build", WORK, "Run one buildspec", BuildOnce::new),
          row("validate", WORK, "Check pipelines, projects and buildspecs", Validate::new),
          row(
              "pipelines",
              SETTINGS,
              "List, show, create, update, delete pipelines",
              PipelinesCommand::new),
          row(
              "projects",
              SETTINGS,
              "List, show, create, update, delete build projects",
              ProjectsCommand::new),
          row("params", SETTINGS, "Parameter Store: set, get, list, delete", ParamsCommand::new),
          row(
              "secrets",
              SETTINGS,
              "Secrets Manager: set, get, list, versions, delete",
              SecretsCommand::new),
          row("server", SERVER, "Answer the aws CLI, SDKs and Terraform", ServerCommand::new),
          row("env", SERVER, "Print export lines that point the aws CLI here", EnvCommand::new),
          row("keys", SERVER, "Access keys: create, list, revoke", KeysCommand::new),
          row("audit", SERVER, "Show who changed what, newest first", AuditCommand::new),
          row(
              "config",
              SERVER,
              "Show a server's configuration and who says so",
              ConfigCommand::new),
          row(
              "backup",
              SERVER,
              "Save a data directory in one file, while it works",
              BackupCommand::new),
          row("restore", SERVER, "Bring a saved data directory back", RestoreCommand::new),
          row("executions", LOOK, "List executions, newest first", ExecutionsCommand::new),
          row("builds", LOOK, "List builds, newest first", BuildsCommand::new),
          row("show", LOOK, "Show an execution or a build", Show::new),
          row("logs", LOOK, "Print or follow the log of a build or an execution", Logs::new),
          row("start", MOVE, "Start a registered pipeline", StartPipeline::new),
          row("approve", MOVE, "Approve what waits for a person", Approve::new),
          row("reject", MOVE, "Reject what waits for a person", Reject::new),
          row("stop", MOVE, "Stop an execution or a build", Stop::new),
          row("retry", MOVE, "Run a failed stage or a build again", Retry::new),
          row("rollback", MOVE, "Bring a stage back to an earlier execution", Rollback::new),
          row("transitions", MOVE, "Close or open the way into a stage", TransitionsCommand::new),
          row("resume", MOVE, "Go on with what a killed process left behind", Resume::new),
          row(
              "completion",
              SHELL,
              "Print the completion script of bash or zsh",
              CompletionCommand::new),
          later("plan", "What would run for these commits, and why"),
          later("components", "Parts of a monorepo"),
          later("releases", "What runs where"));

  private CommandTable() {}

  static Optional<Row> find(String name) {
    return ROWS.stream().filter(row -> row.name().equals(name)).findFirst();
  }

  private static Row row(
      String name, String group, String summary, Function<Session, Object> make) {
    return new Row(name, group, summary, Optional.of(make));
  }

  private static Row later(String name, String summary) {
    return new Row(name, LATER, summary, Optional.empty());
  }
}
