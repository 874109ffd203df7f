package dev.baton.api.aws.codepipeline;

import static dev.baton.api.aws.AwsFault.required;
import static dev.baton.api.aws.codepipeline.CodePipelineReads.key;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import dev.baton.model.execution.Gate;
import dev.baton.model.execution.RunOptions;
import dev.baton.model.execution.Trigger;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.CustomTypeStore;
import dev.baton.port.PipelineStore;
import dev.baton.usecase.Executions;
import dev.baton.usecase.Executions.StartRequest;
import dev.baton.usecase.Pipelines;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionRevision;
import software.amazon.awssdk.services.codepipeline.model.ApprovalResult;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.DeletePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.DeletePipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionResponse;
import software.amazon.awssdk.services.codepipeline.model.EnableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.EnableStageTransitionResponse;
import software.amazon.awssdk.services.codepipeline.model.OverrideStageConditionRequest;
import software.amazon.awssdk.services.codepipeline.model.OverrideStageConditionResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariable;
import software.amazon.awssdk.services.codepipeline.model.PutActionRevisionRequest;
import software.amazon.awssdk.services.codepipeline.model.PutActionRevisionResponse;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultResponse;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.RollbackStageRequest;
import software.amazon.awssdk.services.codepipeline.model.RollbackStageResponse;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineResponse;

/** What CodePipeline's operations change, as use cases. */
public final class CodePipelineChanges {

  /** Judges a definition that came over the wire. */
  @FunctionalInterface
  public interface Acceptance {

    /** The text to store; refuses what is not valid. */
    String accept(String document, boolean update);
  }

  private static final int MAX_REASON = 300;
  private static final int MAX_STOP_REASON = 200;

  private final Pipelines pipelines;
  private final Executions executions;
  private final Acceptance accepted;
  private final CustomTypeStore customTypes;
  private final PipelineTags tags;
  private final InstantSource clock;

  /**
   * The operations.
   *
   * @param accepted gives back the text of a definition when it is valid, and refuses it otherwise
   * @param customTypes say what is secret
   */
  public CodePipelineChanges(
      Pipelines pipelines,
      Executions executions,
      Acceptance accepted,
      CustomTypeStore customTypes,
      PipelineTags tags,
      InstantSource clock) {
    this.pipelines = pipelines;
    this.executions = executions;
    this.accepted = accepted;
    this.customTypes = customTypes;
    this.tags = tags;
    this.clock = clock;
  }

  /** Adds the operations. */
  public void addTo(Dispatcher.Builder routes) {
    routes
        .on(CodePipelineOperations.CREATE_PIPELINE, this::create)
        .on(CodePipelineOperations.UPDATE_PIPELINE, this::update)
        .on(CodePipelineOperations.DELETE_PIPELINE, this::delete)
        .on(CodePipelineOperations.START_PIPELINE_EXECUTION, this::start)
        .on(CodePipelineOperations.STOP_PIPELINE_EXECUTION, this::stop)
        .on(CodePipelineOperations.RETRY_STAGE_EXECUTION, this::retry)
        .on(CodePipelineOperations.ROLLBACK_STAGE, this::rollback)
        .on(CodePipelineOperations.ENABLE_STAGE_TRANSITION, this::enable)
        .on(CodePipelineOperations.DISABLE_STAGE_TRANSITION, this::disable)
        .on(CodePipelineOperations.PUT_APPROVAL_RESULT, this::approve)
        .on(CodePipelineOperations.OVERRIDE_STAGE_CONDITION, this::override)
        .on(CodePipelineOperations.PUT_ACTION_REVISION, this::putRevision);
  }

  private CreatePipelineResponse create(Caller caller, CreatePipelineRequest request) {
    PipelineTags.check(request.tags());
    PipelineDeclaration pipeline = present(request.pipeline());
    PipelineKey key = key(caller, required(pipeline.name(), "pipeline.name"));
    String document = accepted.accept(DefinitionShapes.document(pipeline), false);
    PipelineStore.Stored stored = pipelines.create(key, document, Map.of());
    CreatePipelineResponse.Builder answer =
        CreatePipelineResponse.builder()
            .pipeline(DefinitionShapes.declaration(stored, customTypes));
    if (!request.tags().isEmpty()) {
      tags.add(caller, stored, request.tags());
      answer.tags(tags.of(caller, stored));
    }
    executions.start(
        key,
        new StartRequest(
            new Trigger("CreatePipeline", caller.arn()),
            Map.of(),
            List.of(),
            RunOptions.NONE,
            Optional.empty()));
    return answer.build();
  }

  private UpdatePipelineResponse update(Caller caller, UpdatePipelineRequest request) {
    PipelineDeclaration pipeline = present(request.pipeline());
    PipelineKey key = key(caller, required(pipeline.name(), "pipeline.name"));
    Optional<PipelineStore.Stored> before = pipelines.find(key);
    PipelineDeclaration meant =
        before.map(b -> DefinitionShapes.restored(pipeline, b, customTypes)).orElse(pipeline);
    String document = accepted.accept(DefinitionShapes.document(meant), true);
    Map<String, String> sources = pipelines.get(key, Optional.empty()).sources();
    return UpdatePipelineResponse.builder()
        .pipeline(
            DefinitionShapes.declaration(pipelines.update(key, document, sources), customTypes))
        .build();
  }

  private static PipelineDeclaration present(@Nullable PipelineDeclaration pipeline) {
    if (pipeline == null) {
      throw AwsFault.validation(
          "1 validation error detected: Value at 'pipeline' failed to satisfy constraint: Member"
              + " must not be null");
    }
    return pipeline;
  }

  private DeletePipelineResponse delete(Caller caller, DeletePipelineRequest request) {
    PipelineKey key = key(caller, required(request.name(), "name"));
    Optional<PipelineStore.Stored> stored = pipelines.find(key);
    pipelines.delete(key);
    stored.ifPresent(pipeline -> tags.forget(caller, pipeline));
    return DeletePipelineResponse.builder().build();
  }

  private StartPipelineExecutionResponse start(
      Caller caller, StartPipelineExecutionRequest request) {
    PipelineKey key = key(caller, required(request.name(), "name"));
    String id =
        executions.start(
            key,
            new StartRequest(
                new Trigger("StartPipelineExecution", caller.arn()),
                variables(request.variables()),
                ExecutionShapes.sourceRevisions(request.sourceRevisions()),
                RunOptions.NONE,
                Optional.ofNullable(request.clientRequestToken())));
    return StartPipelineExecutionResponse.builder().pipelineExecutionId(id).build();
  }

  private static Map<String, String> variables(List<PipelineVariable> given) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (PipelineVariable variable : given) {
      if (variables.put(variable.name(), variable.value()) != null) {
        throw AwsFault.validation(
            "Variable names must be unique. The following variable name is already in use: "
                + variable.name());
      }
    }
    return variables;
  }

  private StopPipelineExecutionResponse stop(Caller caller, StopPipelineExecutionRequest request) {
    PipelineKey key = key(caller, required(request.pipelineName(), "pipelineName"));
    String id = required(request.pipelineExecutionId(), "pipelineExecutionId");
    String reason = request.reason() == null ? "" : request.reason();
    bounded(reason, MAX_STOP_REASON, "reason");
    executions.stop(key, id, Boolean.TRUE.equals(request.abandon()), reason);
    return StopPipelineExecutionResponse.builder().pipelineExecutionId(id).build();
  }

  private RetryStageExecutionResponse retry(Caller caller, RetryStageExecutionRequest request) {
    PipelineKey key = key(caller, required(request.pipelineName(), "pipelineName"));
    String id = required(request.pipelineExecutionId(), "pipelineExecutionId");
    executions.retry(
        key,
        id,
        required(request.stageName(), "stageName"),
        choice(
            PipelineDefinition.RetryMode.class,
            required(request.retryModeAsString(), "retryMode"),
            "retryMode"));
    return RetryStageExecutionResponse.builder().pipelineExecutionId(id).build();
  }

  private RollbackStageResponse rollback(Caller caller, RollbackStageRequest request) {
    PipelineKey key = key(caller, required(request.pipelineName(), "pipelineName"));
    String id =
        executions.rollback(
            key,
            required(request.stageName(), "stageName"),
            required(request.targetPipelineExecutionId(), "targetPipelineExecutionId"),
            caller.arn());
    return RollbackStageResponse.builder().pipelineExecutionId(id).build();
  }

  private EnableStageTransitionResponse enable(
      Caller caller, EnableStageTransitionRequest request) {
    PipelineKey key = key(caller, required(request.pipelineName(), "pipelineName"));
    executions.setTransition(
        key,
        entered(key, request.stageName(), request.transitionTypeAsString()),
        true,
        "",
        caller.arn());
    return EnableStageTransitionResponse.builder().build();
  }

  private DisableStageTransitionResponse disable(
      Caller caller, DisableStageTransitionRequest request) {
    String reason = required(request.reason(), "reason");
    bounded(reason, MAX_REASON, "reason");
    PipelineKey key = key(caller, required(request.pipelineName(), "pipelineName"));
    executions.setTransition(
        key,
        entered(key, request.stageName(), request.transitionTypeAsString()),
        false,
        reason,
        caller.arn());
    return DisableStageTransitionResponse.builder().build();
  }

  /** The stage whose gate it is: what leaves a stage goes into the next one. */
  private String entered(PipelineKey key, @Nullable String stage, @Nullable String type) {
    String named = required(stage, "stageName");
    return "Outbound".equals(required(type, "transitionType"))
        ? executions.following(key, named)
        : named;
  }

  private PutActionRevisionResponse putRevision(Caller caller, PutActionRevisionRequest request) {
    ActionRevision revision = request.actionRevision();
    if (revision == null) {
      throw AwsFault.validation(
          "1 validation error detected: Value at 'actionRevision' failed to satisfy constraint:"
              + " Member must not be null");
    }
    Executions.PutRevision put =
        executions.putRevision(
            key(caller, required(request.pipelineName(), "pipelineName")),
            required(request.stageName(), "stageName"),
            required(request.actionName(), "actionName"),
            required(revision.revisionId(), "actionRevision.revisionId"),
            caller.arn());
    return PutActionRevisionResponse.builder()
        .newRevision(put.isNew())
        .pipelineExecutionId(put.executionId())
        .build();
  }

  private PutApprovalResultResponse approve(Caller caller, PutApprovalResultRequest request) {
    PipelineKey key = key(caller, required(request.pipelineName(), "pipelineName"));
    ApprovalResult result = request.result();
    if (result == null) {
      throw AwsFault.validation(
          "1 validation error detected: Value at 'result' failed to satisfy constraint: Member must"
              + " not be null");
    }
    String status = required(result.statusAsString(), "result.status");
    if (!status.equals("Approved") && !status.equals("Rejected")) {
      throw AwsFault.validation(
          "1 validation error detected: Value '%s' at 'result.status' failed to satisfy constraint: Member must satisfy enum value set: [Approved, Rejected]"
              .formatted(status));
    }
    executions.approve(
        key,
        required(request.stageName(), "stageName"),
        required(request.actionName(), "actionName"),
        required(request.token(), "token"),
        status.equals("Approved"),
        result.summary() == null ? "" : result.summary(),
        caller.arn());
    return PutApprovalResultResponse.builder().approvedAt(clock.instant()).build();
  }

  private OverrideStageConditionResponse override(
      Caller caller, OverrideStageConditionRequest request) {
    executions.override(
        key(caller, required(request.pipelineName(), "pipelineName")),
        required(request.pipelineExecutionId(), "pipelineExecutionId"),
        required(request.stageName(), "stageName"),
        gate(required(request.conditionTypeAsString(), "conditionType")));
    return OverrideStageConditionResponse.builder().build();
  }

  private static Gate gate(String condition) {
    return switch (condition) {
      case "BEFORE_ENTRY" -> Gate.BEFORE_ENTRY;
      case "ON_SUCCESS" -> Gate.ON_SUCCESS;
      default ->
          throw AwsFault.validation(
              "1 validation error detected: Value '%s' at 'conditionType' failed to satisfy constraint: Member must satisfy enum value set: [BEFORE_ENTRY, ON_SUCCESS]"
                  .formatted(condition));
    };
  }

  private static <E extends Enum<E>> E choice(Class<E> type, String value, String member) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(value)) {
        return constant;
      }
    }
    throw AwsFault.validation(
        "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: Member must satisfy enum value set: %s"
            .formatted(value, member, List.of(type.getEnumConstants())));
  }

  private static void bounded(String text, int most, String member) {
    if (text.length() > most) {
      throw AwsFault.validation(
          "1 validation error detected: Value at '%s' failed to satisfy constraint: Member must have length less than or equal to %d"
              .formatted(member, most));
    }
  }
}
