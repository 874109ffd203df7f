package dev.baton.api.aws.ssm;

import static dev.baton.api.aws.AwsFault.required;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.TagMap;
import dev.baton.port.ParameterStore;
import dev.baton.port.ParameterStore.Notes;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceResponse;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ssm.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.ssm.model.RemoveTagsFromResourceResponse;
import software.amazon.awssdk.services.ssm.model.Tag;

/** Tags of parameters. */
final class ParameterTags {

  private final ParameterStore store;

  ParameterTags(ParameterStore store) {
    this.store = store;
  }

  AddTagsToResourceResponse add(Caller caller, AddTagsToResourceRequest request) {
    var given =
        request.tags().stream().map(tag -> new TagMap.Given(tag.key(), tag.value())).toList();
    change(
        name(caller, request.resourceTypeAsString(), request.resourceId()),
        tags -> ParameterDrafts.TAGS.added(tags, given));
    return AddTagsToResourceResponse.builder().build();
  }

  RemoveTagsFromResourceResponse remove(Caller caller, RemoveTagsFromResourceRequest request) {
    change(
        name(caller, request.resourceTypeAsString(), request.resourceId()),
        tags -> TagMap.without(tags, request.tagKeys()));
    return RemoveTagsFromResourceResponse.builder().build();
  }

  ListTagsForResourceResponse list(Caller caller, ListTagsForResourceRequest request) {
    String name = name(caller, request.resourceTypeAsString(), request.resourceId());
    Map<String, String> tags = store.get(name).orElseThrow(() -> unknown(name)).notes().tags();
    return ListTagsForResourceResponse.builder()
        .tagList(
            new TreeMap<>(tags)
                .entrySet().stream()
                    .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                    .toList())
        .build();
  }

  private void change(String name, UnaryOperator<Map<String, String>> change) {
    if (!store.amend(name, notes -> new Notes(change.apply(notes.tags()), notes.labels()))) {
      throw unknown(name);
    }
  }

  private static String name(Caller caller, @Nullable String type, @Nullable String id) {
    if (!"Parameter".equals(type)) {
      throw new AwsFault(
          "InvalidResourceType",
          400,
          "Baton keeps tags of resources of the type Parameter, not of " + type + ".");
    }
    String name = ParameterNames.plain(caller, required(id, "resourceId"));
    if (name.indexOf(':') >= 0) {
      throw unknown(name);
    }
    return name;
  }

  private static AwsFault unknown(String name) {
    return new AwsFault("InvalidResourceId", 400, "There is no parameter " + name + ".");
  }
}
