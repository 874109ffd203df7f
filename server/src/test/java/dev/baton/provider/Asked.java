package dev.baton.provider;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.RunOptions;
import dev.baton.model.execution.SourceRevision;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineDefinition.EnvironmentVariable;
import dev.baton.model.pipeline.PipelineDefinition.OutputArtifact;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ActionProvider;
import dev.baton.port.RuleProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a provider or a rule is asked with, put together word by word. */
final class Asked {

  static final PipelineKey PIPELINE = new PipelineKey("111122223333", "eu-west-1", "shop");

  private final ActionTypeId type;
  private String name = "TheAction";
  private String id = "a0000000-0000-4000-8000-000000000001";
  private final Map<String, String> configuration = new LinkedHashMap<>();
  private final Map<String, ArtifactLocation> inputs = new LinkedHashMap<>();
  private final List<String> declaredOnly = new ArrayList<>();
  private final List<OutputArtifact> outputs = new ArrayList<>();
  private final Map<String, String> revisions = new LinkedHashMap<>();
  private final Map<String, String> bases = new LinkedHashMap<>();
  private final Map<String, String> sources = new LinkedHashMap<>();
  private Optional<SourceRevision> revision = Optional.empty();
  private Optional<String> requester = Optional.empty();
  private Optional<String> continuation = Optional.empty();
  private List<String> commands = List.of();
  private List<String> outputVariables = List.of();
  private final List<EnvironmentVariable> environment = new ArrayList<>();

  private Asked(ActionTypeId type) {
    this.type = type;
  }

  static Asked of(ActionProvider provider) {
    return new Asked(provider.type().id());
  }

  static Asked of(RuleProvider provider) {
    return new Asked(provider.type().id());
  }

  Asked named(String action) {
    this.name = action;
    return this;
  }

  Asked id(String execution) {
    this.id = execution;
    return this;
  }

  Asked with(String key, String value) {
    configuration.put(key, value);
    return this;
  }

  Asked without(String key) {
    configuration.remove(key);
    return this;
  }

  Asked input(String artifact) {
    inputs.put(artifact, input(artifact, PIPELINE));
    return this;
  }

  /** Declares an input artifact that nobody has made. */
  Asked declares(String artifact) {
    declaredOnly.add(artifact);
    return this;
  }

  /** Where an input artifact of that name lies. */
  static ArtifactLocation input(String artifact, PipelineKey pipeline) {
    return new ArtifactLocation("artifacts", pipeline.name() + "/" + artifact + "/in");
  }

  Asked output(String artifact, String... files) {
    outputs.add(new OutputArtifact(artifact, List.of(files)));
    return this;
  }

  /** Where the output artifact of that name is expected. */
  static ArtifactLocation outputOf(String artifact) {
    return new ArtifactLocation("artifacts", PIPELINE.name() + "/" + artifact + "/out");
  }

  Asked revision(String type, String value) {
    revision = Optional.of(new SourceRevision(name, type, value));
    return this;
  }

  Asked madeOf(String artifact, String commit) {
    revisions.put(artifact, commit);
    return this;
  }

  Asked base(String artifact, String commit) {
    bases.put(artifact, commit);
    return this;
  }

  Asked source(String location) {
    sources.put(name, location);
    return this;
  }

  Asked by(String requester) {
    this.requester = Optional.of(requester);
    return this;
  }

  Asked again(String token) {
    continuation = Optional.of(token);
    return this;
  }

  Asked commands(String... list) {
    commands = List.of(list);
    return this;
  }

  Asked exports(String... names) {
    outputVariables = List.of(names);
    return this;
  }

  Asked variable(String name, String value, String type) {
    environment.add(new EnvironmentVariable(name, value, type));
    return this;
  }

  private List<String> declaredInputs() {
    List<String> all = new ArrayList<>(inputs.keySet());
    all.addAll(declaredOnly);
    return List.copyOf(all);
  }

  private RunOptions options() {
    return new RunOptions(List.of(), Optional.empty(), sources, requester);
  }

  PipelineDefinition.Action declared() {
    return new PipelineDefinition.Action(
        name,
        type,
        1,
        Map.copyOf(configuration),
        declaredInputs(),
        List.copyOf(outputs),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        commands,
        outputVariables,
        List.copyOf(environment));
  }

  ActionProvider.Request request() {
    Map<String, ArtifactLocation> places = new LinkedHashMap<>();
    outputs.forEach(output -> places.put(output.name(), outputOf(output.name())));
    return new ActionProvider.Request(
        PIPELINE,
        "e0000000-0000-4000-8000-000000000001",
        id,
        "TheStage",
        declared(),
        Map.copyOf(configuration),
        new LinkedHashMap<>(inputs),
        places,
        revision,
        Map.copyOf(bases),
        Map.copyOf(revisions),
        options(),
        continuation);
  }

  ActionOutcome of(ActionProvider provider, ActionProvider.Progress progress)
      throws InterruptedException {
    return provider.run(request(), progress);
  }

  PipelineDefinition.Rule declaredRule() {
    return new PipelineDefinition.Rule(
        name,
        type,
        Map.copyOf(configuration),
        declaredInputs(),
        commands,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  RuleProvider.Request ruleRequest() {
    return new RuleProvider.Request(
        PIPELINE,
        "e0000000-0000-4000-8000-000000000001",
        id,
        "TheStage",
        declaredRule(),
        Map.copyOf(configuration),
        new LinkedHashMap<>(inputs),
        options(),
        continuation);
  }
}
