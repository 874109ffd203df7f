package dev.baton.engine;

import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.port.ActionProvider;
import dev.baton.port.RuleProvider;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The registry of providers by action type. Adding one is one line where this is made. */
public final class Providers {

  /** Providers that come and go while Baton runs: those of custom action types. */
  public interface Further {

    /** Who does actions of that type now; empty when nobody does. */
    Optional<ActionProvider> find(ActionTypeId type);

    /** Every type that is done now. */
    List<ActionProvider.ActionType> types();
  }

  private final Map<ActionTypeId, ActionProvider> actions = new LinkedHashMap<>();
  private final Map<ActionTypeId, RuleProvider> rules = new LinkedHashMap<>();
  private final Further further;

  public Providers(Collection<ActionProvider> actions, Collection<RuleProvider> rules) {
    this(actions, rules, new Nobody());
  }

  /**
   * @param further asked for types that no registered provider has: the registered ones come first
   */
  public Providers(
      Collection<ActionProvider> actions, Collection<RuleProvider> rules, Further further) {
    actions.forEach(provider -> this.actions.put(provider.type().id(), provider));
    rules.forEach(provider -> this.rules.put(provider.type().id(), provider));
    this.further = further;
  }

  /** Who does actions of that type; empty when nobody does. */
  public Optional<ActionProvider> action(ActionTypeId type) {
    return Optional.ofNullable(actions.get(type)).or(() -> further.find(type));
  }

  /** Who checks rules of that type; empty when nobody does. */
  public Optional<RuleProvider> rule(ActionTypeId type) {
    return Optional.ofNullable(rules.get(type));
  }

  /** Every action type that can be done now, the registered ones first, in their order. */
  public List<ActionProvider.ActionType> actionTypes() {
    return Stream.concat(
            actions.values().stream().map(ActionProvider::type),
            further.types().stream().filter(type -> !actions.containsKey(type.id())))
        .toList();
  }

  /** Every rule type that can be checked, in the order of registration. */
  public List<ActionProvider.ActionType> ruleTypes() {
    return rules.values().stream().map(RuleProvider::type).toList();
  }

  private static final class Nobody implements Further {

    @Override
    public Optional<ActionProvider> find(ActionTypeId type) {
      return Optional.empty();
    }

    @Override
    public List<ActionProvider.ActionType> types() {
      return List.of();
    }
  }
}
