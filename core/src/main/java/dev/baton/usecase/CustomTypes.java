package dev.baton.usecase;

import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.port.ActionProvider.ActionType;
import dev.baton.port.CustomTypeStore;
import dev.baton.port.CustomTypeStore.CustomType;
import dev.baton.port.CustomTypeStore.Property;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Action types that clients make for their own job workers, or for a partner's. */
public final class CustomTypes {

  /** CodePipeline's quota for an account and region. */
  private static final int MOST = 50;

  private static final int MOST_PROPERTIES = 10;

  /** The machine itself does approvals, and Compute is what Baton's own runner does. */
  private static final Set<String> CATEGORIES =
      Set.of("Source", "Build", "Test", "Deploy", "Invoke");

  private final CustomTypeStore store;
  private final Set<String> reserved;
  private final InstantSource clock;

  /**
   * @param builtIn Baton's own: nobody defines another version of one
   */
  public CustomTypes(CustomTypeStore store, Collection<ActionTypeId> builtIn, InstantSource clock) {
    this.store = store;
    this.reserved =
        builtIn.stream().map(CustomTypes::family).collect(Collectors.toUnmodifiableSet());
    this.clock = clock;
  }

  /** Makes a type; refused when it is not sound, or its name is taken. */
  public void create(String account, String region, CustomType type) {
    check(type);
    switch (store.create(account, region, type, MOST, clock.instant())) {
      case CREATED -> {}
      case EXISTS -> throw invalid("The action type " + type.id() + " exists already.");
      case WAS_OTHER ->
          throw invalid(
              "The action type "
                  + type.id()
                  + " was deleted, and was not the same: give this one a version that was never"
                  + " used.");
      case FULL -> throw full("LimitExceeded", "custom");
    }
  }

  private static Refused full(String code, String kind) {
    return Refused.because(
        code,
        Problem.Kind.LIMIT,
        "There are " + MOST + " " + kind + " action types, and no more may be made.");
  }

  /**
   * Makes a partner's type or puts it in the place of the one of that name; refused when it is not
   * sound, or Baton's own.
   *
   * @param tokens gets a token for the type's client
   */
  public void put(String account, String region, CustomType type, ClientTokens tokens) {
    if (!type.id().owner().equals(CustomType.THIRD_PARTY)) {
      throw invalid(
          "The owner "
              + type.id().owner()
              + " is reserved for what Baton has itself; right is ThirdParty.");
    }
    check(type);
    tokens.ensure(account, region, type.id());
    if (!store.put(account, region, type, MOST, clock.instant())) {
      throw full("Validation", "third-party");
    }
  }

  /** Takes a type away; one that is not there is let be, as AWS does. */
  public void delete(String account, String region, ActionTypeId id) {
    if (reserved.contains(family(id))) {
      throw invalid("The action type " + id + " is Baton's own and stays.");
    }
    store.delete(account, region, id, clock.instant());
  }

  private void check(CustomType type) {
    ActionTypeId id = type.id();
    if (!CATEGORIES.contains(id.category())) {
      throw invalid(
          "Such an action type cannot be of the category "
              + id.category()
              + "; right is Source, Build, Test, Deploy or Invoke.");
    }
    if (reserved.contains(family(id))) {
      throw invalid("The action type " + id + " is Baton's own: choose another provider name.");
    }
    bounds("inputArtifactDetails", type.inputs());
    bounds("outputArtifactDetails", type.outputs());
    properties(type.properties());
  }

  private static void bounds(String member, ActionType.Bounds bounds) {
    if (bounds.minimum() > bounds.maximum()) {
      throw invalid(member + ": minimumCount is more than maximumCount.");
    }
  }

  private static void properties(List<Property> properties) {
    if (properties.size() > MOST_PROPERTIES) {
      throw invalid("An action type has at most " + MOST_PROPERTIES + " configuration properties.");
    }
    Set<String> names = new HashSet<>();
    for (Property property : properties) {
      if (!names.add(property.name())) {
        throw invalid("The configuration property " + property.name() + " is there twice.");
      }
      if (property.queryable() && (property.secret() || !property.required())) {
        throw invalid(
            "The configuration property "
                + property.name()
                + " is queryable: so it must be required, and cannot be secret.");
      }
    }
    if (properties.stream().filter(Property::queryable).count() > 1) {
      throw invalid("An action type has at most one queryable configuration property.");
    }
  }

  private static String family(ActionTypeId id) {
    return id.category() + "/" + id.owner() + "/" + id.provider();
  }

  private static Refused invalid(String message) {
    return Refused.because("Validation", Problem.Kind.USER, message);
  }
}
