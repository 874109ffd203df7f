package dev.baton.port;

import dev.baton.model.pipeline.PipelineKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pipeline definitions, every version as it came. Durable once a call returns. Creating, updating
 * and deleting go through the engine, which changes the pipeline's state in the same transaction.
 */
public interface PipelineStore {

  /** The current version; empty for an unknown or deleted pipeline. */
  Optional<Stored> current(PipelineKey key);

  /** One version, also of a deleted pipeline: unfinished executions are pinned to it. */
  Optional<Stored> version(PipelineKey key, int version);

  /** Puts the sources in the place of those last given; the version stays. */
  void rememberSources(PipelineKey key, Map<String, String> sources);

  /** By name. */
  List<Stored> list(String account, String region, int limit, String after);

  /**
   * A version of a pipeline.
   *
   * @param document the accepted document, as JSON text
   * @param created when the pipeline was created; {@code updated} when this version was
   * @param sources source action to directory or URL, as last given
   */
  record Stored(
      PipelineKey key,
      int version,
      String document,
      Instant created,
      Instant updated,
      Map<String, String> sources) {}
}
