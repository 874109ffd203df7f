package dev.baton.api.aws.codepipeline;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Shelf;
import dev.baton.port.ResourceStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.codepipeline.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.codepipeline.model.Tag;

/** Tags of the resources of one kind, by the resource's name. */
final class KeptTags {

  private static final int MOST = 10_000;
  private static final int TRIES = 16;

  private final Shelf<ListTagsForResourceResponse> shelf;

  KeptTags(ResourceStore store, InstantSource clock, String kind) {
    this.shelf =
        new Shelf<>(store, clock, new Shelf.Kind(kind, MOST, ListTagsForResourceResponse::builder));
  }

  /** By key. */
  List<Tag> of(Caller caller, String name) {
    return shelf.find(caller, name).map(kept -> List.copyOf(kept.shape().tags())).orElse(List.of());
  }

  void add(Caller caller, String name, List<Tag> tags) {
    change(caller, name, before -> TagRules.added(before, tags));
  }

  void remove(Caller caller, String name, List<String> keys) {
    change(caller, name, before -> TagRules.without(before, keys));
  }

  void forget(Caller caller, String name) {
    shelf.delete(caller, name);
  }

  private void change(Caller caller, String name, UnaryOperator<List<Tag>> change) {
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
}
