package dev.baton.cli;

import dev.baton.api.aws.wire.Json;
import dev.baton.format.pipeline.PipelineReader;
import dev.baton.model.pipeline.PipelineDefinition;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton run}. */
@Command(
    name = "run",
    description = {
      "Register a pipeline and run it once: the repository around the current directory, its",
      "working tree included, unless --source says otherwise."
    },
    footer = {
      "",
      "Examples:",
      "  baton run",
      "  baton run pipeline.json --source Source=../shop --approve Approve/Release",
      "  baton run --until Build --output json",
    })
final class RunPipeline implements Callable<Integer> {

  private final Session session;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "Default: pipeline.json, pipeline.yml, .baton/pipeline.*")
  private Optional<String> file = Optional.empty();

  @Option(
      names = "--projects",
      paramLabel = "FILE|DIR",
      description = "CreateProject JSON of the CodeBuild actions (default: projects/ beside FILE).")
  private Optional<String> projects = Optional.empty();

  @Mixin private final StartOptions options = new StartOptions();

  RunPipeline(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    DefinitionFiles files = new DefinitionFiles(session);
    Path path = files.pipelineFile(file);
    PipelineReader.Declared declared = files.pipeline(path);
    PipelineDefinition definition = declared.definition();
    Sources sources = new Sources(session, definition);
    Map<String, String> places = new LinkedHashMap<>(sources.given(options.sources()));
    sources.unnamed(places).ifPresent(action -> places.put(action, here()));
    Map<String, String> declaredProjects = files.projects(projects, path);
    return new Starting(session, options)
        .start(
            definition,
            Optional.of(declared.document()),
            withPlainOnes(definition, declaredProjects),
            places);
  }

  /** The repository around the current directory, else the directory itself. */
  private String here() {
    Path directory = session.workingDirectory();
    return session.deck().repositoryAround(directory).orElse(directory).toString();
  }

  /** A project that nobody declared is a plain one: source and artifacts of the pipeline. */
  private Map<String, String> withPlainOnes(
      PipelineDefinition definition, Map<String, String> declared) {
    Map<String, String> all = new LinkedHashMap<>(declared);
    Deck deck = session.deck();
    for (String name : needed(definition)) {
      boolean known = all.containsKey(name) || deck.reading().project(name).isPresent();
      if (!known) {
        session
            .terminal()
            .note(
                "project "
                    + name
                    + " is not declared: it is a plain CODEPIPELINE project with buildspec.yml");
        all.put(name, plain(name));
      }
    }
    return all;
  }

  private static Set<String> needed(PipelineDefinition definition) {
    Set<String> names = new TreeSet<>();
    definition.stages().stream()
        .flatMap(stage -> stage.actions().stream())
        .filter(action -> action.type().provider().equals("CodeBuild"))
        .map(action -> action.configuration().getOrDefault("ProjectName", ""))
        .filter(name -> !name.isEmpty() && !name.contains("#{"))
        .forEach(names::add);
    return names;
  }

  private static String plain(String name) {
    return Json.compact(
        out -> {
          out.writeStartObject();
          out.writeStringProperty("name", name);
          out.writeObjectPropertyStart("source");
          out.writeStringProperty("type", "CODEPIPELINE");
          out.writeEndObject();
          out.writeObjectPropertyStart("artifacts");
          out.writeStringProperty("type", "CODEPIPELINE");
          out.writeEndObject();
          out.writeObjectPropertyStart("environment");
          out.writeStringProperty("type", "LINUX_CONTAINER");
          out.writeStringProperty("image", "aws/codebuild/standard:7.0");
          out.writeStringProperty("computeType", "BUILD_GENERAL1_SMALL");
          out.writeEndObject();
          out.writeStringProperty("serviceRole", "arn:aws:iam::000000000000:role/baton");
          out.writeEndObject();
        });
  }
}
