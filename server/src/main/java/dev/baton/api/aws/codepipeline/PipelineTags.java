package dev.baton.api.aws.codepipeline;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Shelf;
import dev.baton.port.PipelineStore;
import dev.baton.port.ResourceStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.codepipeline.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.codepipeline.model.Tag;

/**
 * Pipelines' tags. They belong to one life of a pipeline: what is made again under the same name
 * has none of the former's.
 */
public final class PipelineTags {

  private static final Shelf.Kind KIND =
      new Shelf.Kind("codepipeline/pipeline-tags", 10_000, ListTagsForResourceResponse::builder);
  private static final int TRIES = 16;

  private final Shelf<ListTagsForResourceResponse> shelf;

  public PipelineTags(ResourceStore store, InstantSource clock) {
    this.shelf = new Shelf<>(store, clock, KIND);
  }

  /** By key. */
  List<Tag> of(Caller caller, PipelineStore.Stored pipeline) {
    return shelf
        .find(caller, name(pipeline))
        .map(kept -> List.copyOf(kept.shape().tags()))
        .orElse(List.of());
  }

  /** Refuses tags that a new pipeline cannot have. */
  static void check(List<Tag> tags) {
    TagRules.added(List.of(), tags);
  }

  void add(Caller caller, PipelineStore.Stored pipeline, List<Tag> tags) {
    change(caller, pipeline, before -> TagRules.added(before, tags));
  }

  void remove(Caller caller, PipelineStore.Stored pipeline, List<String> keys) {
    change(caller, pipeline, before -> TagRules.without(before, keys));
  }

  /** Of a pipeline that is deleted. */
  void forget(Caller caller, PipelineStore.Stored pipeline) {
    shelf.delete(caller, name(pipeline));
  }

  private void change(
      Caller caller, PipelineStore.Stored pipeline, UnaryOperator<List<Tag>> change) {
    String name = name(pipeline);
    for (int i = 0; i < TRIES; i++) {
      Optional<?> done =
          shelf
              .amend(caller, name, shape -> shape(change.apply(shape.tags())))
              .or(
                  () ->
                      shelf.create(caller, name, shape(change.apply(List.of())), Optional.empty()));
      if (done.isPresent()) {
        return;
      }
    }
    throw new AwsFault(
        "ConcurrentModificationException", 400, "Others change these tags; try again.");
  }

  private static ListTagsForResourceResponse shape(List<Tag> tags) {
    return ListTagsForResourceResponse.builder().tags(tags).build();
  }

  private static String name(PipelineStore.Stored pipeline) {
    return pipeline.key().name() + "/" + pipeline.created();
  }
}
