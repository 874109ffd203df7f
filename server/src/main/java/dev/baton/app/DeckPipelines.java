package dev.baton.app;

import dev.baton.api.own.read.Reading;
import dev.baton.format.pipeline.PipelineReader;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.port.ActionProvider.ActionType;
import dev.baton.port.CustomTypeStore.CustomType;
import dev.baton.provider.ActionTypes;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads pipelines for what can be run where a deck is: with Baton's own action types and with those
 * that were made there.
 *
 * @param made asked only for a type that is not Baton's own
 */
record DeckPipelines(String account, String region, Supplier<List<CustomType>> made) {

  /** Of a data directory; who only looks makes none. */
  static DeckPipelines of(DataDirectory directory, String account, String region, Reading reading) {
    return new DeckPipelines(
        account,
        region,
        () -> Files.exists(directory.database()) ? reading.customTypes() : List.of());
  }

  PipelineReader reader() {
    return new PipelineReader(
        ActionTypes.actions(), this::find, ActionTypes.rules(), ActionTypes.checks(), region);
  }

  private Optional<ActionType> find(ActionTypeId id) {
    if (id.owner().equals("AWS")) {
      return Optional.empty();
    }
    return made.get().stream()
        .filter(type -> type.id().equals(id))
        .filter(type -> type.partner().map(partner -> partner.allows(account)).orElse(true))
        .map(CustomType::type)
        .findFirst();
  }
}
