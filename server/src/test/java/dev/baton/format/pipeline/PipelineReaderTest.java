package dev.baton.format.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.format.definition.Fixtures;
import dev.baton.format.document.DocumentReader;
import dev.baton.format.document.Parsed;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineDefinition.ExecutionMode;
import dev.baton.model.pipeline.PipelineDefinition.OutputArtifact;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.PipelineStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineReaderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "erp/pipeline.json",
        "erp/pipeline-with-approval.json",
        "eks-cicd-app/pipeline.json"
      })
  void fixturesAreReadWithoutAWord(String name) {
    assertThat(read(name, Fixtures.text(name)).problems()).isEmpty();
  }

  @Test
  void anOutlineIsToldWhatItLacks() {
    Parsed<PipelineReader.Declared> parsed =
        read("outline.json", Fixtures.text("erp/pipeline-outline.json"));

    assertThat(parsed.problems())
        .extracting(Problem::toString)
        .contains(
            "outline.json:2:15: Value at 'pipeline.roleArn' failed to satisfy constraint: Member"
                + " must not be null",
            "outline.json:7:21: Value at 'pipeline.stages.1.member.actions.1.member.actionTypeId'"
                + " failed to satisfy constraint: Member must not be null");
  }

  @Test
  void theErpPipelineMeansWhatItSays() {
    PipelineDefinition erp =
        read("erp/pipeline-with-approval.json", Fixtures.text("erp/pipeline-with-approval.json"))
            .orRefuse()
            .definition();

    assertThat(erp.name()).isEqualTo("erp-unified-pipeline-prod");
    assertThat(erp.version()).isEqualTo(1);
    assertThat(erp.type()).isEqualTo(PipelineDefinition.Type.V1);
    assertThat(erp.mode()).isEqualTo(ExecutionMode.SUPERSEDED);
    assertThat(erp.artifactStore().location())
        .isEqualTo("codepipeline-ap-northeast-2-123456789012");
    assertThat(erp.stages())
        .extracting(PipelineDefinition.Stage::name)
        .containsExactly("Source", "Build", "Approval");
    PipelineDefinition.Action build = erp.stages().get(1).actions().getFirst();
    assertThat(build.type()).isEqualTo(new ActionTypeId("Build", "AWS", "CodeBuild", "1"));
    assertThat(build.configuration()).isEqualTo(Map.of("ProjectName", "erp-unified-build"));
    assertThat(build.inputArtifacts()).containsExactly("SourceArtifact");
    assertThat(build.outputArtifacts())
        .containsExactly(new OutputArtifact("BuildArtifact", List.of()));
    assertThat(build.runOrder()).isEqualTo(1);
  }

  @Test
  void bareAndWithMetadataAndTags() {
    String wrapped = Fixtures.text("erp/pipeline.json").strip();
    String withMetadata =
        wrapped.substring(0, wrapped.length() - 1)
            + ", \"metadata\": {\"pipelineArn\": \"arn\"}, \"tags\": [{\"key\": \"k\", \"value\":"
            + " \"v\"}]}";
    String bare = wrapped.substring(wrapped.indexOf(':') + 1, wrapped.lastIndexOf('}'));

    assertThat(read("p.json", withMetadata).orRefuse().tags()).isEqualTo(Map.of("k", "v"));
    assertThat(read("p.json", bare).orRefuse().definition())
        .isEqualTo(read("p.json", wrapped).orRefuse().definition());
  }

  @Test
  void textMayBeWrittenWithoutQuotesInYamlAlone() {
    String yaml =
        Pipelines.withActions(
            "version: 3",
            Pipelines.action(
                "A",
                "Deploy",
                "S3",
                ", runOrder: 2, configuration: {BucketName: b, Extract: true, ObjectKey: 1.10},"
                    + " inputArtifacts: [{name: SrcOut}]"));
    PipelineReader.Declared declared = read("p.yml", yaml.replace("'1'", "1")).orRefuse();

    assertThat(declared.definition().stages().get(1).actions().getFirst().configuration())
        .isEqualTo(Map.of("BucketName", "b", "Extract", "true", "ObjectKey", "1.10"));
    assertThat(declared.document())
        .contains(
            "\"version\":3",
            "\"runOrder\":2",
            "\"version\":\"1\"",
            "\"Extract\":\"true\"",
            "\"ObjectKey\":\"1.10\"");
    assertThat(read("p.json", declared.document()).problems()).isEmpty();
    assertThat(read("p.json", declared.document().replace("\"true\"", "true")).problems())
        .extracting(Problem::message)
        .containsExactly(
            "Value at 'pipeline.stages.2.member.actions.1.member.configuration.Extract' must be"
                + " text, not a boolean");
  }

  @Test
  void whatWasStoredIsReadAgain() {
    PipelineReader.Declared declared =
        read(
                "p",
                Pipelines.withActions("pipelineType: V2\nvariables: []", Pipelines.build("A", "")))
            .orRefuse();
    PipelineDefinition stored = new StoredPipelines().read(stored(7, declared.document()));

    assertThat(declared.document()).contains("\"variables\":[]");
    assertThat(stored.version()).isEqualTo(7);
    assertThat(stored.stages()).isEqualTo(declared.definition().stages());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "5", "{\"name\": 1}", "nonsense"})
  void aBrokenRowIsRefusedByName(String document) {
    assertThatThrownBy(() -> new StoredPipelines().read(stored(1, document)))
        .isInstanceOf(Refused.class);
  }

  @Test
  void artifactStoresByRegion() {
    String text =
        Pipelines.withActions(
                "artifactStores: {us-east-1: {type: S3, location: here}, eu-west-1: {type: S3,"
                    + " location: there, encryptionKey: {id: k, type: KMS}}}",
                Pipelines.build("A", ", region: eu-west-1"))
            .replaceFirst("artifactStore: .*\n", "");
    PipelineDefinition definition = read("p.yml", text).orRefuse().definition();

    assertThat(definition.artifactStore().location()).isEqualTo("here");
    assertThat(definition.artifactStore().byRegion()).containsEntry("eu-west-1", "there");
    assertThat(definition.stages().get(1).actions().getFirst().region())
        .isEqualTo(Optional.of("eu-west-1"));
  }

  private static Parsed<PipelineReader.Declared> read(String file, String text) {
    return DocumentReader.read(file, text).then(Pipelines.READER::file);
  }

  private static PipelineStore.Stored stored(int version, String document) {
    PipelineKey key = new PipelineKey("123456789012", "us-east-1", "demo");
    return new PipelineStore.Stored(key, version, document, Instant.EPOCH, Instant.EPOCH, Map.of());
  }
}
