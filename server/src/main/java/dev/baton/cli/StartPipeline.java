package dev.baton.cli;

import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.port.PipelineStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code baton start}. */
@Command(
    name = "start",
    description = "Start an execution of a registered pipeline and wait for it.",
    footer = {
      "",
      "Examples:",
      "  baton start shop",
      "  baton start shop --variable Stage=test --revision Source=v1.2",
      "  baton start shop --detach",
    })
final class StartPipeline implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "NAME", description = "The pipeline.")
  private String name = "";

  @Mixin private final StartOptions options = new StartOptions();

  StartPipeline(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Deck deck = session.deck();
    PipelineStore.Stored stored =
        deck.reading()
            .pipeline(name)
            .orElseThrow(
                () ->
                    CommandFailure.refused(
                        "PipelineNotFoundException: Pipeline with name %s does not exist in account %s."
                            .formatted(name, deck.account())));
    PipelineDefinition definition = deck.definitions().read(stored);
    Map<String, String> sources = new Sources(session, definition).given(options.sources());
    return new Starting(session, options).start(definition, Optional.empty(), Map.of(), sources);
  }
}
