package dev.baton.cli;

import dev.baton.api.aws.codebuild.ProjectDocument;
import dev.baton.api.aws.wire.Json;
import dev.baton.format.project.ProjectFileReader;
import dev.baton.format.project.StoredProjects;
import dev.baton.model.build.Project;
import dev.baton.port.ProjectStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code baton projects}; alone it lists. */
@Command(
    name = "projects",
    description = "List, show, create, update and delete build projects (CreateProject JSON).",
    footer = {
      "",
      "Examples:",
      "  baton projects create project.json",
      "  baton projects show shop"
    })
final class ProjectsCommand implements Callable<Integer> {

  private static final int PAGE = 200;

  private final Session session;

  ProjectsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return list();
  }

  @Command(name = "list", description = "By name.")
  int list() {
    if (session.options().json()) {
      session.terminal().out().print(session.deck().call("CodeBuild_20161006.ListProjects", "{}"));
      return ExitCode.SUCCEEDED;
    }
    Deck deck = session.deck();
    Table table = new Table("NAME", "MODIFIED");
    String after = "";
    List<ProjectStore.Stored> page;
    do {
      page = deck.reading().projects(PAGE, after);
      for (ProjectStore.Stored stored : page) {
        after = stored.name();
        table.row(after, Times.local(stored.modified()));
      }
    } while (page.size() == PAGE);
    table.print(session.terminal());
    return ExitCode.SUCCEEDED;
  }

  @Command(name = "show", description = "The project, its defaults filled in.")
  int show(@Parameters(paramLabel = "NAME") String name) {
    ProjectStore.Stored stored =
        found(name)
            .orElseThrow(
                () ->
                    CommandFailure.refused("there is no project " + name + "; see baton projects"));
    if (session.options().json()) {
      session
          .terminal()
          .out()
          .print(
              session
                  .deck()
                  .call(
                      "CodeBuild_20161006.BatchGetProjects",
                      Json.compact(
                          out -> {
                            out.writeStartObject();
                            out.writeArrayPropertyStart("names");
                            out.writeString(name);
                            out.writeEndArray();
                            out.writeEndObject();
                          })));
      return ExitCode.SUCCEEDED;
    }
    Project project = new StoredProjects().read(stored);
    Terminal terminal = session.terminal();
    terminal.line(terminal.bold(name) + ", modified " + Times.local(stored.modified()));
    terminal.line("Source     " + project.source().type() + " " + project.source().location());
    terminal.line("Buildspec  " + project.source().buildspec().orElse("buildspec.yml"));
    terminal.line(
        "Artifacts  " + project.artifacts().type() + " " + project.artifacts().location());
    terminal.line("Image      " + project.image());
    terminal.line("Timeout    " + project.timeoutMinutes() + " minutes");
    project
        .environment()
        .forEach(v -> terminal.line("Variable   " + v.name() + " (" + v.type() + ")"));
    return ExitCode.SUCCEEDED;
  }

  @Command(name = "create", description = "Register a project.")
  int create(@Parameters(paramLabel = "FILE") String file) {
    return put(file, "CodeBuild_20161006.CreateProject", "Created ");
  }

  @Command(name = "update", description = "Replace the members that the file gives.")
  int update(@Parameters(paramLabel = "FILE") String file) {
    return put(file, "CodeBuild_20161006.UpdateProject", "Updated ");
  }

  private int put(String file, String operation, String verb) {
    ProjectFileReader.Declared declared = new DefinitionFiles(session).project(session.path(file));
    session.deck().call(operation, declared.document());
    Deck deck = session.deck();
    Answers.print(
        session,
        ProjectDocument.json(
            deck.account(), deck.region(), found(declared.project().name()).orElseThrow()),
        verb + declared.project().name());
    return ExitCode.SUCCEEDED;
  }

  @Command(name = "delete", description = "Delete a project; its builds stay readable.")
  int delete(@Parameters(paramLabel = "NAME") String name) {
    if (found(name).isEmpty()) {
      throw CommandFailure.refused("there is no project " + name + "; see baton projects");
    }
    Answers.print(
        session,
        session.deck().call("CodeBuild_20161006.DeleteProject", Answers.request("name", name)),
        "Deleted " + name);
    return ExitCode.SUCCEEDED;
  }

  private Optional<ProjectStore.Stored> found(String name) {
    Deck deck = session.deck();
    return deck.reading().project(name);
  }
}
