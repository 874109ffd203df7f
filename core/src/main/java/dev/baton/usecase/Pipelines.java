package dev.baton.usecase;

import dev.baton.engine.Engine;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.PipelineStore;
import dev.baton.port.PipelineStore.Stored;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Definitions of pipelines. Documents are JSON text that an edge has validated. */
public final class Pipelines {

  private final Engine engine;
  private final PipelineStore store;

  public Pipelines(Engine engine, PipelineStore store) {
    this.engine = engine;
    this.store = store;
  }

  /** Stores version 1. Refused as PipelineNameInUse when the name is taken. */
  public Stored create(PipelineKey key, String document, Map<String, String> sources) {
    engine.create(key, document, sources);
    return get(key, Optional.empty());
  }

  /**
   * Stores the next version; running executions finish their actions and are cancelled. Refused as
   * PipelineNotFound.
   */
  public Stored update(PipelineKey key, String document, Map<String, String> sources) {
    engine.update(key, document, sources);
    return get(key, Optional.empty());
  }

  /** Creates, or updates when the document or the sources differ from what is stored. */
  public Stored register(PipelineKey key, String document, Map<String, String> sources) {
    Optional<Stored> current = store.current(key);
    if (current.isEmpty()) {
      return create(key, document, sources);
    }
    if (current.get().document().equals(document)) {
      if (!current.get().sources().equals(sources)) {
        store.rememberSources(key, sources);
      }
      return get(key, Optional.empty());
    }
    return update(key, document, sources);
  }

  /**
   * A version, the current one unless told. Refused as PipelineNotFound or PipelineVersionNotFound.
   */
  public Stored get(PipelineKey key, Optional<Integer> version) {
    Stored current = store.current(key).orElseThrow(() -> notFound(key));
    if (version.isEmpty() || version.get() == current.version()) {
      return current;
    }
    return store
        .version(key, version.get())
        .orElseThrow(
            () ->
                new Refused(
                    List.of(
                        Problem.refusal(
                            "PipelineVersionNotFound",
                            Problem.Kind.NOT_FOUND,
                            "Pipeline '" + key.name() + "' has no version " + version.get(),
                            Map.of("name", key.name())))));
  }

  /** The current version; empty for an unknown pipeline. */
  public Optional<Stored> find(PipelineKey key) {
    return store.current(key);
  }

  public List<Stored> list(String account, String region, int limit, String after) {
    return store.list(account, region, limit, after);
  }

  /** Whether there was one. */
  public boolean delete(PipelineKey key) {
    return engine.delete(key);
  }

  static Refused notFound(PipelineKey key) {
    return new Refused(
        List.of(
            Problem.refusal(
                "PipelineNotFound",
                Problem.Kind.NOT_FOUND,
                "Account '"
                    + key.account()
                    + "' does not have a pipeline with name '"
                    + key.name()
                    + "'",
                Map.of("name", key.name(), "account", key.account()))));
  }
}
