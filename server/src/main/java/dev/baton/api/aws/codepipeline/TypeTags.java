package dev.baton.api.aws.codepipeline;

import dev.baton.api.aws.Caller;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.port.CustomTypeStore;
import dev.baton.port.ResourceStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.Tag;

/** Tags of custom action types; they go with the type. */
public final class TypeTags {

  private final KeptTags kept;
  private final CustomTypeStore types;

  public TypeTags(ResourceStore store, CustomTypeStore types, InstantSource clock) {
    this.kept = new KeptTags(store, clock, "codepipeline/actiontype-tags");
    this.types = types;
  }

  /**
   * The type that an ARN names after {@code actiontype:}, as {@code Custom/Build/Oven/1}; empty
   * when there is none.
   */
  Optional<ActionTypeId> find(Caller caller, String named) {
    String[] parts = named.split("/", -1);
    if (parts.length != 4) {
      return Optional.empty();
    }
    var id = new ActionTypeId(parts[1], parts[0], parts[2], parts[3]);
    return types.find(caller.account(), caller.region(), id).map(_ -> id);
  }

  /** By key. */
  List<Tag> of(Caller caller, ActionTypeId type) {
    return kept.of(caller, name(type));
  }

  void add(Caller caller, ActionTypeId type, List<Tag> tags) {
    kept.add(caller, name(type), tags);
  }

  void remove(Caller caller, ActionTypeId type, List<String> keys) {
    kept.remove(caller, name(type), keys);
  }

  /** Of a type that is deleted. */
  void forget(Caller caller, ActionTypeId type) {
    kept.forget(caller, name(type));
  }

  private static String name(ActionTypeId type) {
    return type.owner() + "/" + type.category() + "/" + type.provider() + "/" + type.version();
  }
}
