package dev.baton.format.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.format.definition.Fixtures;
import dev.baton.format.definition.Mutations;
import dev.baton.format.document.DocumentReader;
import dev.baton.format.document.Parsed;
import dev.baton.model.document.Problem;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.PipelineStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PipelineProperties {

  @Property(tries = 1000)
  void aDamagedPipelineGivesProblemsAtPlaces(@ForAll("damaged") String text) {
    Parsed<PipelineReader.Declared> parsed =
        DocumentReader.read("pipeline", text).then(Pipelines.READER::file);

    if (parsed.value().isEmpty()) {
      assertThat(parsed.problems()).anyMatch(Problem::isError);
    }
    assertThat(parsed.problems())
        .allMatch(p -> p.place().line() >= 1 && p.place().column() >= 1 && !p.message().isEmpty());
    parsed.value().ifPresent(PipelineProperties::isStoredAndReadAgain);
  }

  private static void isStoredAndReadAgain(PipelineReader.Declared declared) {
    PipelineKey key = new PipelineKey("1", "us-east-1", declared.definition().name());
    PipelineStore.Stored row =
        new PipelineStore.Stored(
            key,
            declared.definition().version(),
            declared.document(),
            Instant.EPOCH,
            Instant.EPOCH,
            Map.of());

    assertThat(new StoredPipelines().read(row)).isEqualTo(declared.definition());
  }

  @Provide
  Arbitrary<String> damaged() {
    return Mutations.of(
        List.of(
            Fixtures.text("erp/pipeline-with-approval.json"),
            Fixtures.text("eks-cicd-app/pipeline.json"),
            Pipelines.withActions(
                "pipelineType: V2",
                Pipelines.build("A", ", namespace: N"),
                Pipelines.build("B", ""))));
  }
}
