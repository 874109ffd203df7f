package dev.baton.api.aws.codepipeline;

import dev.baton.api.aws.wire.Json;
import dev.baton.api.aws.wire.ShapeReader;
import dev.baton.api.aws.wire.ShapeWriter;
import dev.baton.api.aws.wire.Timestamps;
import dev.baton.port.PipelineStore;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
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

  /** GetPipeline's {@code pipeline}. */
  public static PipelineDeclaration declaration(PipelineStore.Stored stored) {
    PipelineDeclaration declaration = read(stored);
    return declaration.toBuilder()
        .version(stored.version())
        .pipelineType(or(declaration.pipelineTypeAsString(), "V1"))
        .executionMode(or(declaration.executionModeAsString(), "SUPERSEDED"))
        .stages(declaration.stages().stream().map(DefinitionShapes::stage).toList())
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

  private static PipelineDeclaration read(PipelineStore.Stored stored) {
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

  private static StageDeclaration stage(StageDeclaration stage) {
    return stage.toBuilder()
        .actions(stage.actions().stream().map(DefinitionShapes::action).toList())
        .build();
  }

  private static ActionDeclaration action(ActionDeclaration action) {
    return action.toBuilder()
        .runOrder(action.runOrder() == null ? 1 : action.runOrder())
        .configuration(
            action.hasConfiguration() ? Secrets.hidden(action.configuration()) : Map.of())
        .inputArtifacts(action.hasInputArtifacts() ? action.inputArtifacts() : List.of())
        .outputArtifacts(action.hasOutputArtifacts() ? action.outputArtifacts() : List.of())
        .build();
  }

  private static String or(@org.jspecify.annotations.Nullable String value, String fallback) {
    return value == null ? fallback : value;
  }
}
