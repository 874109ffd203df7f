package dev.baton.cli;

import dev.baton.api.aws.codepipeline.DefinitionDocument;
import dev.baton.api.own.RunCommand;
import dev.baton.format.pipeline.PipelineReader;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.PipelineStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton pipelines}; alone it lists. */
@Command(
    name = "pipelines",
    description = "List, show, create, update and delete pipelines.",
    footer = {
      "",
      "Examples:",
      "  baton pipelines",
      "  baton pipelines show shop --output json",
      "  baton pipelines create pipeline.json --source Source=. --start",
    })
final class PipelinesCommand implements Callable<Integer> {

  private static final int PAGE = 200;

  private final Session session;

  PipelinesCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return list();
  }

  @Command(name = "list", description = "By name.")
  int list() {
    if (session.options().json()) {
      session
          .terminal()
          .out()
          .print(session.deck().call("CodePipeline_20150709.ListPipelines", "{}"));
      return ExitCode.SUCCEEDED;
    }
    Deck deck = session.deck();
    Table table = new Table("NAME", "VERSION", "UPDATED");
    String after = "";
    List<PipelineStore.Stored> page;
    do {
      page = deck.reading().pipelines(PAGE, after);
      for (PipelineStore.Stored stored : page) {
        after = stored.key().name();
        table.row(after, Integer.toString(stored.version()), Times.local(stored.updated()));
      }
    } while (page.size() == PAGE);
    table.print(session.terminal());
    return ExitCode.SUCCEEDED;
  }

  @Command(name = "show", description = "The definition.")
  int show(@Parameters(paramLabel = "NAME") String name) {
    String answer =
        session.deck().call("CodePipeline_20150709.GetPipeline", Answers.request("name", name));
    if (session.options().json()) {
      session.terminal().out().print(answer);
      return ExitCode.SUCCEEDED;
    }
    Deck deck = session.deck();
    PipelineStore.Stored stored = deck.reading().pipeline(name).orElseThrow();
    PipelineDefinition definition = deck.definitions().read(stored);
    Terminal terminal = session.terminal();
    terminal.line(
        "%s, version %d, %s, %s"
            .formatted(
                terminal.bold(name), stored.version(), definition.type(), definition.mode()));
    Table table = new Table("STAGE", "ACTION", "RUN ORDER", "TYPE");
    definition
        .stages()
        .forEach(
            stage ->
                stage
                    .actions()
                    .forEach(
                        action ->
                            table.row(
                                stage.name(),
                                action.name(),
                                Integer.toString(action.runOrder()),
                                action.type().toString())));
    table.print(terminal);
    stored
        .sources()
        .forEach((action, place) -> terminal.line("Source " + action + " reads " + place));
    return ExitCode.SUCCEEDED;
  }

  @Command(name = "create", description = "Register a pipeline; starts nothing unless told.")
  int create(
      @Parameters(paramLabel = "FILE") String file,
      @Option(names = "--source", paramLabel = "ACTION=DIR|URL") @Nullable List<String> sources,
      @Option(names = "--start", description = "Start an execution too, and leave it to run.")
          boolean start) {
    PipelineReader.Declared declared = declared(file);
    Deck deck = session.deck();
    boolean known = deck.reading().pipeline(declared.definition().name()).isPresent();
    if (known) {
      throw CommandFailure.refused(
          "PipelineNameInUseException: A pipeline with the name '%s' already exists in account '%s'"
              .formatted(declared.definition().name(), deck.account()));
    }
    return register(declared, sources, start, "Created ");
  }

  @Command(
      name = "update",
      description = "Replace a definition: what runs finishes its actions and is cancelled.")
  int update(
      @Parameters(paramLabel = "FILE") String file,
      @Option(names = "--source", paramLabel = "ACTION=DIR|URL") @Nullable List<String> sources) {
    PipelineReader.Declared declared = declared(file);
    Deck deck = session.deck();
    boolean known = deck.reading().pipeline(declared.definition().name()).isPresent();
    if (!known) {
      throw CommandFailure.refused(
          "PipelineNotFoundException: Account '%s' does not have a pipeline with name '%s'"
              .formatted(deck.account(), declared.definition().name()));
    }
    return register(declared, sources, false, "Updated ");
  }

  private PipelineReader.Declared declared(String file) {
    DefinitionFiles files = new DefinitionFiles(session);
    Path path = session.path(file);
    return files.pipeline(path);
  }

  private int register(
      PipelineReader.Declared declared,
      @Nullable List<String> sources,
      boolean start,
      String verb) {
    PipelineDefinition definition = declared.definition();
    Map<String, String> places =
        new Sources(session, definition)
            .given(sources == null ? new ArrayList<>() : new ArrayList<>(sources));
    RunCommand command =
        new RunCommand(
            definition.name(),
            Optional.of(declared.document()),
            Map.of(),
            Sources.offered(session, places),
            Map.of(),
            Map.of(),
            List.of(),
            Optional.empty(),
            Requester.environment(session, List.of()),
            session.deck().token(),
            false);
    String started = start ? session.deck().run(command).id() : "";
    if (!start) {
      session.deck().register(command);
    }
    Deck deck = session.deck();
    PipelineKey key = new PipelineKey(deck.account(), deck.region(), definition.name());
    Answers.print(
        session,
        DefinitionDocument.json(deck.reading().pipeline(key.name()).orElseThrow(), deck.reading()),
        verb + definition.name());
    session.terminal().out().flush();
    if (start && session.deck().owns()) {
      return Verbs.begun(session, key, started, false);
    }
    return ExitCode.SUCCEEDED;
  }

  @Command(name = "delete", description = "Delete a pipeline; its history stays readable.")
  int delete(@Parameters(paramLabel = "NAME") String name) {
    Deck deck = session.deck();
    boolean known = deck.reading().pipeline(name).isPresent();
    if (!known) {
      throw CommandFailure.refused("there is no pipeline " + name + "; see baton pipelines");
    }
    Answers.print(
        session,
        deck.call("CodePipeline_20150709.DeletePipeline", Answers.request("name", name)),
        "Deleted " + name);
    return ExitCode.SUCCEEDED;
  }
}
