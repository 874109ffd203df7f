package dev.baton.api.aws.codepipeline;

import static dev.baton.api.aws.AwsFault.required;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import dev.baton.api.aws.Page;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.execution.RuleRun;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ActionProvider;
import dev.baton.port.CustomTypeStore;
import dev.baton.port.DefinitionReader;
import dev.baton.port.ExecutionStore;
import dev.baton.port.PipelineStore;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionFilter;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateResponse;
import software.amazon.awssdk.services.codepipeline.model.LatestInPipelineExecutionFilter;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.ListDeployActionExecutionTargetsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListDeployActionExecutionTargetsResponse;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.ListPipelinesRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelinesResponse;
import software.amazon.awssdk.services.codepipeline.model.ListRuleExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListRuleExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.ListRuleTypesRequest;
import software.amazon.awssdk.services.codepipeline.model.ListRuleTypesResponse;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionFilter;

/** What CodePipeline's operations tell of definitions and executions, straight from the stores. */
public final class CodePipelineReads {

  private static final int PAGE = 100;
  private static final int PIPELINES_PAGE = 1000;
  private static final String BAD_TOKEN = "InvalidNextTokenException";

  private final ExecutionStore executions;
  private final PipelineStore pipelines;
  private final DefinitionReader reader;
  private final CustomTypeStore customTypes;
  private final List<ActionProvider.ActionType> ruleTypes;

  public CodePipelineReads(
      ExecutionStore executions,
      PipelineStore pipelines,
      DefinitionReader reader,
      CustomTypeStore customTypes,
      List<ActionProvider.ActionType> ruleTypes) {
    this.executions = executions;
    this.pipelines = pipelines;
    this.reader = reader;
    this.customTypes = customTypes;
    this.ruleTypes = List.copyOf(ruleTypes);
  }

  /** Adds the operations. */
  public void addTo(Dispatcher.Builder routes) {
    routes
        .on(CodePipelineOperations.GET_PIPELINE, this::getPipeline)
        .on(CodePipelineOperations.LIST_PIPELINES, this::listPipelines)
        .on(CodePipelineOperations.GET_PIPELINE_STATE, this::getState)
        .on(CodePipelineOperations.GET_PIPELINE_EXECUTION, this::getExecution)
        .on(CodePipelineOperations.LIST_PIPELINE_EXECUTIONS, this::listExecutions)
        .on(CodePipelineOperations.LIST_ACTION_EXECUTIONS, this::listActions)
        .on(CodePipelineOperations.LIST_RULE_EXECUTIONS, this::listRules)
        .on(CodePipelineOperations.LIST_RULE_TYPES, this::listRuleTypes)
        .on(CodePipelineOperations.LIST_DEPLOY_ACTION_EXECUTION_TARGETS, this::listTargets);
  }

  private GetPipelineResponse getPipeline(Caller caller, GetPipelineRequest request) {
    PipelineKey key = key(caller, required(request.name(), "name"));
    PipelineStore.Stored current = current(key);
    PipelineStore.Stored stored =
        request.version() == null || request.version() == current.version()
            ? current
            : pipelines
                .version(key, request.version())
                .orElseThrow(() -> versionNotFound(key, request.version()));
    return GetPipelineResponse.builder()
        .pipeline(DefinitionShapes.declaration(stored, customTypes))
        .metadata(DefinitionShapes.metadata(stored))
        .build();
  }

  private static AwsFault versionNotFound(PipelineKey key, int version) {
    return new AwsFault(
        "PipelineVersionNotFoundException",
        400,
        "Pipeline '" + key.name() + "' does not have a version " + version);
  }

  private ListPipelinesResponse listPipelines(Caller caller, ListPipelinesRequest request) {
    int size = Page.size(request.maxResults(), PIPELINES_PAGE);
    String after = Page.after(request.nextToken(), BAD_TOKEN).orElse("");
    Page<PipelineStore.Stored> page =
        Page.cut(
            pipelines.list(caller.account(), caller.region(), size + 1, after),
            size,
            stored -> stored.key().name());
    return ListPipelinesResponse.builder()
        .pipelines(page.elements().stream().map(DefinitionShapes::summary).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private GetPipelineStateResponse getState(Caller caller, GetPipelineStateRequest request) {
    PipelineKey key = key(caller, required(request.name(), "name"));
    PipelineStore.Stored stored = current(key);
    PipelineDefinition definition = reader.read(stored);
    Optional<PipelineState> unit = executions.load(key).map(ExecutionStore.Loaded::state);
    // A PARALLEL pipeline's state has no execution data (reference section 4).
    boolean shared = definition.mode() != PipelineDefinition.ExecutionMode.PARALLEL;
    Map<String, Optional<ExecutionState>> found = new HashMap<>();
    return GetPipelineStateResponse.builder()
        .pipelineName(key.name())
        .pipelineVersion(stored.version())
        .stageStates(
            definition.stages().stream()
                .map(
                    stage -> {
                      Optional<PipelineState.StageGate> gate =
                          unit.map(u -> u.gates().get(stage.name()));
                      Optional<ExecutionState> shown =
                          gate.filter(_ -> shared)
                              .flatMap(PipelineState.StageGate::latestEntered)
                              .flatMap(
                                  id ->
                                      found.computeIfAbsent(id, i -> executions.execution(key, i)));
                      return StageShapes.stage(stage, gate, shown);
                    })
                .toList())
        .created(stored.created())
        .updated(stored.updated())
        .build();
  }

  private GetPipelineExecutionResponse getExecution(
      Caller caller, GetPipelineExecutionRequest request) {
    PipelineKey key = key(caller, required(request.pipelineName(), "pipelineName"));
    String id = required(request.pipelineExecutionId(), "pipelineExecutionId");
    current(key);
    return GetPipelineExecutionResponse.builder()
        .pipelineExecution(ExecutionShapes.execution(find(key, id)))
        .build();
  }

  private ListPipelineExecutionsResponse listExecutions(
      Caller caller, ListPipelineExecutionsRequest request) {
    PipelineKey key = key(caller, required(request.pipelineName(), "pipelineName"));
    current(key);
    int size = Page.size(request.maxResults(), PAGE);
    long before = Page.before(request.nextToken(), BAD_TOKEN);
    String stage =
        request.filter() == null || request.filter().succeededInStage() == null
            ? null
            : request.filter().succeededInStage().stageName();
    Page<ExecutionStore.Listed> page =
        Page.cut(
            stage == null
                ? executions.executions(key, before, size + 1)
                : executions.succeededIn(key, stage, before, size + 1),
            size,
            listed -> Long.toString(listed.sequence()));
    return ListPipelineExecutionsResponse.builder()
        .pipelineExecutionSummaries(
            page.elements().stream()
                .map(listed -> ExecutionShapes.summary(listed.summary()))
                .toList())
        .nextToken(page.nextToken())
        .build();
  }

  private ListActionExecutionsResponse listActions(
      Caller caller, ListActionExecutionsRequest request) {
    PipelineKey key = key(caller, required(request.pipelineName(), "pipelineName"));
    current(key);
    int size = Page.size(request.maxResults(), PAGE);
    Optional<Selected> selected = actionFilter(request.filter());
    Versions versions = new Versions(key);
    if (selected.isPresent()) {
      ExecutionState execution = find(key, selected.get().executionId());
      List<ActionExecutionDetail> all =
          newestFirst(execution.actions(), selected.get(), run -> run.stage() + "/" + run.action())
              .stream()
              .map(run -> versions.action(execution.id(), execution.version(), run))
              .toList();
      Page<ActionExecutionDetail> page = offset(all, request.nextToken(), size);
      return ListActionExecutionsResponse.builder()
          .actionExecutionDetails(page.elements())
          .nextToken(page.nextToken())
          .build();
    }
    long before = Page.before(request.nextToken(), BAD_TOKEN);
    Page<ExecutionStore.ListedAction> page =
        Page.cut(
            executions.actions(key, before, size + 1),
            size,
            listed -> Long.toString(listed.sequence()));
    return ListActionExecutionsResponse.builder()
        .actionExecutionDetails(
            page.elements().stream()
                .map(l -> versions.action(l.executionId(), l.version(), l.run()))
                .toList())
        .nextToken(page.nextToken())
        .build();
  }

  private ListRuleExecutionsResponse listRules(Caller caller, ListRuleExecutionsRequest request) {
    PipelineKey key = key(caller, required(request.pipelineName(), "pipelineName"));
    current(key);
    int size = Page.size(request.maxResults(), PAGE);
    Optional<Selected> selected = ruleFilter(request.filter());
    Versions versions = new Versions(key);
    if (selected.isPresent()) {
      ExecutionState execution = find(key, selected.get().executionId());
      List<RuleExecutionDetail> all =
          newestFirst(
                  execution.rules(),
                  selected.get(),
                  run -> run.stage() + "/" + run.gate() + "/" + run.rule())
              .stream()
              .map(run -> versions.rule(execution.id(), execution.version(), run))
              .toList();
      Page<RuleExecutionDetail> page = offset(all, request.nextToken(), size);
      return ListRuleExecutionsResponse.builder()
          .ruleExecutionDetails(page.elements())
          .nextToken(page.nextToken())
          .build();
    }
    long before = Page.before(request.nextToken(), BAD_TOKEN);
    Page<ExecutionStore.ListedRule> page =
        Page.cut(
            executions.rules(key, before, size + 1),
            size,
            listed -> Long.toString(listed.sequence()));
    return ListRuleExecutionsResponse.builder()
        .ruleExecutionDetails(
            page.elements().stream()
                .map(l -> versions.rule(l.executionId(), l.version(), l.run()))
                .toList())
        .nextToken(page.nextToken())
        .build();
  }

  private ListRuleTypesResponse listRuleTypes(Caller caller, ListRuleTypesRequest request) {
    boolean here = isHere(caller, request.regionFilter());
    return ListRuleTypesResponse.builder()
        .ruleTypes(ruleTypes.stream().filter(_ -> here).map(ActionTypeShapes::rule).toList())
        .build();
  }

  /** There is one region here: in any other there are no types. */
  static boolean isHere(Caller caller, @Nullable String region) {
    return region == null || region.equals(caller.region());
  }

  /** What deploys here does so as a whole: its list of targets is empty. */
  private ListDeployActionExecutionTargetsResponse listTargets(
      Caller caller, ListDeployActionExecutionTargetsRequest request) {
    PipelineKey key = key(caller, required(request.pipelineName(), "pipelineName"));
    current(key);
    String id = required(request.actionExecutionId(), "actionExecutionId");
    ExecutionStore.ListedAction found = action(key, id);
    String category =
        new Versions(key)
                .definition(found.version())
                .flatMap(definition -> definition.stage(found.run().stage()))
                .stream()
                .flatMap(stage -> stage.actions().stream())
                .filter(action -> action.name().equals(found.run().action()))
                .map(action -> action.type().category())
                .findFirst()
                .orElse("Deploy");
    if (!category.equals("Deploy")) {
      throw AwsFault.validation(
          "The action execution " + id + " is of the category " + category + ", not Deploy.");
    }
    return ListDeployActionExecutionTargetsResponse.builder().targets(List.of()).build();
  }

  private ExecutionStore.ListedAction action(PipelineKey key, String id) {
    long before = Long.MAX_VALUE;
    while (true) {
      List<ExecutionStore.ListedAction> page = executions.actions(key, before, PAGE);
      Optional<ExecutionStore.ListedAction> found =
          page.stream().filter(listed -> listed.run().id().equals(id)).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      if (page.size() < PAGE) {
        throw new AwsFault(
            "ActionExecutionNotFoundException",
            400,
            "Pipeline " + key.name() + " has no action execution " + id);
      }
      before = page.getLast().sequence();
    }
  }

  /** One execution's runs; {@code latest} keeps the newest of each action. */
  private record Selected(String executionId, boolean latest) {}

  private static Optional<Selected> actionFilter(@Nullable ActionExecutionFilter filter) {
    return filter == null
        ? Optional.empty()
        : selected(filter.pipelineExecutionId(), filter.latestInPipelineExecution());
  }

  private static Optional<Selected> ruleFilter(@Nullable RuleExecutionFilter filter) {
    return filter == null
        ? Optional.empty()
        : selected(filter.pipelineExecutionId(), filter.latestInPipelineExecution());
  }

  private static Optional<Selected> selected(
      @Nullable String execution, @Nullable LatestInPipelineExecutionFilter latest) {
    if (latest != null) {
      return Optional.of(
          new Selected(
              required(latest.pipelineExecutionId(), "filter.latestInPipelineExecution"),
              "Latest".equals(latest.startTimeRangeAsString())));
    }
    return Optional.ofNullable(execution).map(id -> new Selected(id, false));
  }

  private static <T> List<T> newestFirst(
      List<T> oldestFirst, Selected selected, Function<T, String> nameOf) {
    if (!selected.latest()) {
      return oldestFirst.reversed();
    }
    Map<String, T> newest = new LinkedHashMap<>();
    oldestFirst.reversed().forEach(run -> newest.putIfAbsent(nameOf.apply(run), run));
    return List.copyOf(newest.values());
  }

  private static <T> Page<T> offset(List<T> all, @Nullable String token, int size) {
    long before = Page.before(token, BAD_TOKEN);
    int from = before == Long.MAX_VALUE ? 0 : Math.clamp(before, 0, all.size());
    List<T> rest = all.subList(from, Math.min(all.size(), from + size + 1));
    return Page.cut(rest, size, _ -> Integer.toString(from + size));
  }

  /** The pipeline's versions, each read once for an answer. */
  private final class Versions {

    private final PipelineKey key;
    private final Map<Integer, Optional<PipelineDefinition>> read = new HashMap<>();

    Versions(PipelineKey key) {
      this.key = key;
    }

    ActionExecutionDetail action(String executionId, int version, ActionRun run) {
      return ActionShapes.action(
          executionId,
          version,
          run,
          definition(version)
              .flatMap(d -> d.stage(run.stage()))
              .flatMap(stage -> stage.action(run.action())),
          new Secrets(customTypes, key));
    }

    RuleExecutionDetail rule(String executionId, int version, RuleRun run) {
      return ActionShapes.rule(
          executionId,
          version,
          run,
          definition(version)
              .flatMap(d -> d.stage(run.stage()))
              .flatMap(stage -> DeclaredRules.find(stage, run.gate(), run.rule())));
    }

    private Optional<PipelineDefinition> definition(int version) {
      return read.computeIfAbsent(version, v -> pipelines.version(key, v).map(reader::read));
    }
  }

  private PipelineStore.Stored current(PipelineKey key) {
    return pipelines
        .current(key)
        .orElseThrow(
            () ->
                new Refused(
                    List.of(
                        Problem.refusal(
                            "PipelineNotFound",
                            Problem.Kind.NOT_FOUND,
                            "no pipeline " + key.name(),
                            Map.of("name", key.name())))));
  }

  private ExecutionState find(PipelineKey key, String id) {
    return executions
        .execution(key, id)
        .orElseThrow(
            () ->
                new AwsFault(
                    "PipelineExecutionNotFoundException",
                    400,
                    "The pipeline "
                        + key.name()
                        + " does not have a pipeline execution with ID "
                        + id));
  }

  static PipelineKey key(Caller caller, String name) {
    return new PipelineKey(caller.account(), caller.region(), name);
  }
}
