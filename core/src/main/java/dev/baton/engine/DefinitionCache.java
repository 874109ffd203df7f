package dev.baton.engine;

import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.DefinitionReader;
import dev.baton.port.PipelineStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** DefinitionCache by version, read once. Versions never change, so what was read stays true. */
final class DefinitionCache {

  private static final int KEPT = 2_000;

  private record Version(PipelineKey key, int version) {}

  private final PipelineStore store;
  private final DefinitionReader reader;
  private final Map<Version, PipelineDefinition> read = new ConcurrentHashMap<>();

  DefinitionCache(PipelineStore store, DefinitionReader reader) {
    this.store = store;
    this.reader = reader;
  }

  PipelineDefinition get(PipelineKey key, int version) {
    if (read.size() > KEPT) {
      read.clear();
    }
    return read.computeIfAbsent(
        new Version(key, version),
        v ->
            store
                .version(key, version)
                .map(reader::read)
                .orElseThrow(
                    () ->
                        Refused.because(
                            "PipelineVersionNotFound",
                            Problem.Kind.NOT_FOUND,
                            "Pipeline " + key.name() + " has no version " + version)));
  }

  /** Reads a version that is about to be stored. */
  PipelineDefinition offer(PipelineStore.Stored stored) {
    PipelineDefinition definition = reader.read(stored);
    read.put(new Version(stored.key(), stored.version()), definition);
    return definition;
  }

  /** Forgets a pipeline, whose name may come back with other versions. */
  void forget(PipelineKey key) {
    read.keySet().removeIf(v -> v.key().equals(key));
  }
}
