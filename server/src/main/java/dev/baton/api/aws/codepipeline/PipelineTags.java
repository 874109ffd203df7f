package dev.baton.api.aws.codepipeline;

import dev.baton.api.aws.Caller;
import dev.baton.port.PipelineStore;
import dev.baton.port.ResourceStore;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.codepipeline.model.Tag;

/**
 * Pipelines' tags. They belong to one life of a pipeline: what is made again under the same name
 * has none of the former's.
 */
public final class PipelineTags {

  private final KeptTags kept;

  public PipelineTags(ResourceStore store, InstantSource clock) {
    this.kept = new KeptTags(store, clock, "codepipeline/pipeline-tags");
  }

  /** By key. */
  List<Tag> of(Caller caller, PipelineStore.Stored pipeline) {
    return kept.of(caller, name(pipeline));
  }

  /** Refuses tags that a new pipeline cannot have. */
  static void check(List<Tag> tags) {
    TagRules.added(List.of(), tags);
  }

  void add(Caller caller, PipelineStore.Stored pipeline, List<Tag> tags) {
    kept.add(caller, name(pipeline), tags);
  }

  void remove(Caller caller, PipelineStore.Stored pipeline, List<String> keys) {
    kept.remove(caller, name(pipeline), keys);
  }

  /** Of a pipeline that is deleted. */
  void forget(Caller caller, PipelineStore.Stored pipeline) {
    kept.forget(caller, name(pipeline));
  }

  private static String name(PipelineStore.Stored pipeline) {
    return pipeline.key().name() + "/" + pipeline.created();
  }
}
