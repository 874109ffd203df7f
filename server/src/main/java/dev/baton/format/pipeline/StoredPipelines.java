package dev.baton.format.pipeline;

import dev.baton.format.document.Document;
import dev.baton.format.document.Findings;
import dev.baton.format.document.JsonReader;
import dev.baton.format.document.Shape;
import dev.baton.format.document.Shape.Manner;
import dev.baton.format.stored.Remembered;
import dev.baton.model.document.Node;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.port.DefinitionReader;
import dev.baton.port.PipelineStore;

/**
 * Stored declarations. They were accepted once, perhaps by an older Baton with other action types,
 * so nothing is checked again but that they can be read at all. The ones that were read last are
 * remembered. Safe for concurrent use.
 */
public final class StoredPipelines implements DefinitionReader {

  private final Remembered<PipelineDefinition> remembered = new Remembered<>();

  /**
   * Reads a stored version.
   *
   * @throws Refused when the row does not hold a pipeline, with a message that names it
   */
  @Override
  public PipelineDefinition read(PipelineStore.Stored stored) {
    // Whatever the reading looks at: what a declaration leaves open is the store's region.
    String text = stored.version() + " " + stored.key().region() + " " + stored.document();
    return remembered.of(text, () -> anew(stored));
  }

  private static PipelineDefinition anew(PipelineStore.Stored stored) {
    Document document = JsonReader.read("", stored.document()).orRefuse();
    Findings findings = new Findings();
    if (!(document.root() instanceof Node.ObjectNode pipeline)) {
      throw unreadable(stored);
    }
    Draft draft =
        DraftReader.read(
            new Shape(pipeline, "pipeline", Manner.STORED, findings), stored.key().region());
    PipelineDefinition read = draft.definition();
    if (read.name().isEmpty() || read.stages().isEmpty()) {
      throw unreadable(stored);
    }
    return new PipelineDefinition(
        read.name(),
        stored.version(),
        read.type(),
        read.mode(),
        read.roleArn(),
        read.artifactStore(),
        read.stages(),
        read.variables(),
        read.triggers());
  }

  private static Refused unreadable(PipelineStore.Stored stored) {
    return Refused.because(
        "InvalidStoredDefinition",
        Problem.Kind.INTERNAL,
        "Version " + stored.version() + " of pipeline " + stored.key() + " cannot be read");
  }
}
