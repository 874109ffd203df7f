package dev.baton.api.aws.codepipeline;

import dev.baton.api.aws.wire.Json;
import dev.baton.api.aws.wire.ShapeReader;
import dev.baton.api.aws.wire.ShapeWriter;
import dev.baton.api.aws.wire.Timestamps;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.port.PipelineStore;
import dev.baton.port.RememberedTypes;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineMetadata;
import software.amazon.awssdk.services.codepipeline.model.PipelineSummary;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** Definitions as AWS gives them back: the document as it came, with AWS's defaults filled in. */
public final class DefinitionShapes {

  private static final ShapeReader READER = new ShapeReader();
  private static final ShapeWriter WRITER = new ShapeWriter(Timestamps.EPOCH, ZoneOffset.UTC);

  private DefinitionShapes() {}

  /**
   * GetPipeline's {@code pipeline}.
   *
   * @param types say what is secret
   */
  public static PipelineDeclaration declaration(
      PipelineStore.Stored stored, RememberedTypes types) {
    PipelineDeclaration declaration = read(stored);
    Secrets secrets = new Secrets(types, stored.key());
    return declaration.toBuilder()
        .version(stored.version())
        .pipelineType(or(declaration.pipelineTypeAsString(), "V1"))
        .executionMode(or(declaration.executionModeAsString(), "SUPERSEDED"))
        .stages(declaration.stages().stream().map(stage -> stage(stage, secrets)).toList())
        .build();
  }

  /** GetPipeline's {@code metadata}. */
  public static PipelineMetadata metadata(PipelineStore.Stored stored) {
    return PipelineMetadata.builder()
        .pipelineArn(stored.key().arn())
        .created(stored.created())
        .updated(stored.updated())
        .build();
  }

  /** ListPipelines' shape. */
  public static PipelineSummary summary(PipelineStore.Stored stored) {
    PipelineDeclaration declaration = read(stored);
    return PipelineSummary.builder()
        .name(stored.key().name())
        .version(stored.version())
        .pipelineType(or(declaration.pipelineTypeAsString(), "V1"))
        .executionMode(or(declaration.executionModeAsString(), "SUPERSEDED"))
        .created(stored.created())
        .updated(stored.updated())
        .build();
  }

  /** The document that a definition from the wire is stored as. */
  public static String document(PipelineDeclaration declaration) {
    return Json.compact(out -> WRITER.write(out, declaration));
  }

  /** As it was accepted, with its secrets: not to be shown. */
  static PipelineDeclaration read(PipelineStore.Stored stored) {
    byte[] document = stored.document().getBytes(StandardCharsets.UTF_8);
    PipelineDeclaration bare = READER.read(document, PipelineDeclaration::builder);
    if (bare.hasStages()) {
      return bare;
    }
    software.amazon.awssdk.services.codepipeline.model.CreatePipelineRequest wrapped =
        READER.read(
            document,
            software.amazon.awssdk.services.codepipeline.model.CreatePipelineRequest::builder);
    return wrapped.pipeline() == null ? bare : wrapped.pipeline();
  }

  private static StageDeclaration stage(StageDeclaration stage, Secrets secrets) {
    return stage.toBuilder()
        .actions(stage.actions().stream().map(action -> action(action, secrets)).toList())
        .build();
  }

  private static ActionDeclaration action(ActionDeclaration action, Secrets secrets) {
    return action.toBuilder()
        .runOrder(action.runOrder() == null ? 1 : action.runOrder())
        .configuration(
            action.hasConfiguration()
                ? secrets.hidden(type(action), action.configuration())
                : Map.of())
        .inputArtifacts(action.hasInputArtifacts() ? action.inputArtifacts() : List.of())
        .outputArtifacts(action.hasOutputArtifacts() ? action.outputArtifacts() : List.of())
        .build();
  }

  /**
   * A definition whose secrets came as they are shown, with those of the version before it.
   *
   * @param types say what is secret
   */
  static PipelineDeclaration restored(
      PipelineDeclaration given, PipelineStore.Stored before, RememberedTypes types) {
    Map<String, ActionDeclaration> earlier = new HashMap<>();
    for (StageDeclaration stage : read(before).stages()) {
      stage.actions().forEach(action -> earlier.put(stage.name() + "/" + action.name(), action));
    }
    Secrets secrets = new Secrets(types, before.key());
    return given.toBuilder()
        .stages(given.stages().stream().map(s -> restored(s, earlier, secrets)).toList())
        .build();
  }

  private static StageDeclaration restored(
      StageDeclaration stage, Map<String, ActionDeclaration> earlier, Secrets secrets) {
    if (!stage.hasActions()) {
      return stage;
    }
    return stage.toBuilder()
        .actions(
            stage.actions().stream()
                .map(a -> restored(a, earlier.get(stage.name() + "/" + a.name()), secrets))
                .toList())
        .build();
  }

  private static ActionDeclaration restored(
      ActionDeclaration action, @Nullable ActionDeclaration before, Secrets secrets) {
    if (before == null || !action.hasConfiguration() || !type(action).equals(type(before))) {
      return action;
    }
    return action.toBuilder()
        .configuration(
            secrets.restored(type(action), action.configuration(), before.configuration()))
        .build();
  }

  private static ActionTypeId type(ActionDeclaration action) {
    var id = action.actionTypeId();
    return id == null
        ? new ActionTypeId("", "", "", "")
        : new ActionTypeId(
            or(id.categoryAsString(), ""),
            or(id.ownerAsString(), ""),
            or(id.provider(), ""),
            or(id.version(), ""));
  }

  private static String or(@Nullable String value, String fallback) {
    return value == null ? fallback : value;
  }
}
