package dev.baton.api.own;

import dev.baton.api.aws.Audit;
import dev.baton.api.aws.Caller;
import dev.baton.model.audit.AuditEntry;
import dev.baton.model.build.Build;
import dev.baton.model.build.BuildRequest;
import dev.baton.model.build.BuildRequest.SourceContent;
import dev.baton.model.build.Project;
import dev.baton.model.execution.RunOptions;
import dev.baton.model.execution.SourceRevision;
import dev.baton.model.execution.Trigger;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.IdSource;
import dev.baton.port.PipelineStore;
import dev.baton.port.ProjectReader;
import dev.baton.port.ProjectStore;
import dev.baton.port.SealedStore;
import dev.baton.port.SourceHost;
import dev.baton.usecase.BuildRequests;
import dev.baton.usecase.Builds;
import dev.baton.usecase.Executions;
import dev.baton.usecase.Pipelines;
import dev.baton.usecase.Projects;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries Baton's own operations out. Safe for concurrent use. */
public final class OwnCommands {

  /** What they stand on. */
  public record Parts(
      Pipelines pipelines,
      Projects projects,
      Executions executions,
      Builds builds,
      ProjectReader projectReader,
      SealedStore requesters,
      SourceHost sources,
      Acceptance accepted,
      IdSource ids,
      InstantSource clock) {}

  /** Judges a definition. */
  @FunctionalInterface
  public interface Acceptance {

    /** The text to store; refuses what is not valid. */
    String accept(String document, boolean update);
  }

  private final Parts parts;
  private final Audit audit;

  public OwnCommands(Parts parts, Audit audit) {
    this.parts = parts;
    this.audit = audit;
  }

  /** Registers what the command brings: projects, pipeline, sources. */
  public void register(Caller caller, RunCommand command) {
    audit.recorded(
        caller,
        call("Register", command),
        () -> {
          registered(caller, command);
          return true;
        },
        _ -> List.of());
  }

  private static Audit.Call call(String operation, RunCommand command) {
    List<AuditEntry.Resource> named = new ArrayList<>();
    named.add(new AuditEntry.Resource("pipelineName", command.pipeline()));
    command.projects().keySet().stream()
        .sorted()
        .forEach(project -> named.add(new AuditEntry.Resource("projectName", project)));
    return new Audit.Call("baton", operation, named);
  }

  private void registered(Caller caller, RunCommand command) {
    command
        .projects()
        .forEach(
            (name, document) ->
                parts.projects().register(caller.account(), caller.region(), name, document));
    register(key(caller, command), command);
  }

  /** Registers what the command brings, and starts an execution. */
  public Started run(Caller caller, RunCommand command) {
    return audit.recorded(
        caller,
        call("Run", command),
        () -> started(caller, command),
        started -> Audit.resource("pipelineExecutionId", Optional.of(started.id())));
  }

  private Started started(Caller caller, RunCommand command) {
    registered(caller, command);
    PipelineKey key = key(caller, command);
    var options =
        new RunOptions(
            command.approve(),
            command.until(),
            command.sources(),
            requester(command.environment()));
    List<SourceRevision> revisions =
        command.revisions().entrySet().stream()
            .map(r -> new SourceRevision(r.getKey(), "COMMIT_ID", r.getValue()))
            .toList();
    String id =
        parts
            .executions()
            .start(
                key,
                new Executions.StartRequest(
                    new Trigger("StartPipelineExecution", caller.arn()),
                    command.variables(),
                    revisions,
                    options,
                    Optional.of(command.token())));
    return new Started(id, command.pipeline());
  }

  private static PipelineKey key(Caller caller, RunCommand command) {
    return new PipelineKey(caller.account(), caller.region(), command.pipeline());
  }

  private void register(PipelineKey key, RunCommand command) {
    if (command.document().isEmpty() && command.sources().isEmpty()) {
      return;
    }
    Optional<PipelineStore.Stored> current = parts.pipelines().find(key);
    Map<String, String> sources = new HashMap<>();
    current.ifPresent(stored -> sources.putAll(stored.sources()));
    sources.putAll(command.sources());
    String document =
        command.document().orElseGet(() -> parts.pipelines().get(key, Optional.empty()).document());
    parts.pipelines().register(key, document, sources);
  }

  /** Starts a build; a repeat of the token gives back the first one. */
  public Started build(Caller caller, BuildCommand command) {
    return audit.recorded(
        caller,
        new Audit.Call(
            "baton", "Build", Audit.resource("projectName", Optional.of(command.project()))),
        () -> built(caller, command),
        started -> Audit.resource("build.id", Optional.of(started.id())));
  }

  private Started built(Caller caller, BuildCommand command) {
    Build build =
        parts
            .builds()
            .startOnce(
                caller.account(),
                caller.region(),
                command.project(),
                command.token(),
                request(caller, command, Optional.empty()),
                () -> request(caller, command, requester(command.environment())));
    return new Started(build.id(), "");
  }

  private BuildRequest request(Caller caller, BuildCommand command, Optional<String> requester) {
    Project project =
        command
            .projectDocument()
            .map(
                document ->
                    parts
                        .projectReader()
                        .read(
                            new ProjectStore.Stored(
                                command.project(),
                                document,
                                parts.clock().instant(),
                                parts.clock().instant())))
            .orElseGet(() -> Project.plain(command.project()));
    SourceContent content =
        content(command, project.source().cloneDepth())
            .withSubmodules(project.source().submodules());
    var overrides =
        new BuildRequests.Overrides(
            buildspec(command),
            command.variables().stream()
                .map(v -> new BuildRequest.Variable(v.name(), v.value(), "PLAINTEXT"))
                .toList(),
            Optional.of(content),
            command.revision(),
            Optional.empty(),
            command.timeoutSeconds(),
            artifactsType(command, project),
            Map.of(),
            caller.name(),
            requester,
            Optional.empty());
    return BuildRequests.of(project, overrides).withPrimary(source(command, project, content));
  }

  private static Optional<BuildRequest.Recipe> buildspec(BuildCommand command) {
    return command
        .buildspecText()
        .<BuildRequest.Recipe>map(t -> new BuildRequest.Recipe.Inline(t.file(), t.text()))
        .or(() -> command.buildspecPath().map(BuildRequest.Recipe.InSource::new));
  }

  /** A CODEPIPELINE project is built for itself here: there is no action that takes artifacts. */
  private static Optional<String> artifactsType(BuildCommand command, Project project) {
    boolean own =
        command.projectDocument().isEmpty() || project.artifacts().type().equals("CODEPIPELINE");
    return own ? Optional.of("S3") : Optional.empty();
  }

  private SourceContent content(BuildCommand command, int depth) {
    String revision = command.revision().orElse("");
    if (isRemote(command.source())) {
      return new SourceContent.Git(command.source(), revision, false, depth);
    }
    Path directory = Path.of(command.source());
    if (parts.sources().repositoryAround(directory).isPresent()) {
      return new SourceContent.Git(command.source(), revision, revision.isEmpty(), depth);
    }
    return new SourceContent.Directory(command.source());
  }

  private static boolean isRemote(String source) {
    return !source.startsWith("/");
  }

  private static BuildRequest.Source source(
      BuildCommand command, Project project, SourceContent content) {
    String type = project.source().type();
    String shown =
        switch (content) {
          case SourceContent.Directory _ -> "S3";
          default -> type.equals("CODEPIPELINE") || type.equals("NO_SOURCE") ? "GITHUB" : type;
        };
    return new BuildRequest.Source(
        "", shown, command.source(), command.revision().orElse(""), content, Optional.empty());
  }

  /** Keeps the environment of who asks, since another process may carry the work on. */
  private Optional<String> requester(Map<String, String> environment) {
    if (environment.isEmpty()) {
      return Optional.empty();
    }
    String name = "requester/" + parts.ids().uuid();
    parts.requesters().put(name, environment);
    return Optional.of(name);
  }
}
