package dev.baton.engine;

import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.port.ActionProvider;
import dev.baton.port.RuleProvider;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The registry of providers by action type. Adding one is one line where this is made. */
public final class Providers {

  private final Map<ActionTypeId, ActionProvider> actions = new LinkedHashMap<>();
  private final Map<ActionTypeId, RuleProvider> rules = new LinkedHashMap<>();

  public Providers(Collection<ActionProvider> actions, Collection<RuleProvider> rules) {
    actions.forEach(provider -> this.actions.put(provider.type().id(), provider));
    rules.forEach(provider -> this.rules.put(provider.type().id(), provider));
  }

  /** Who does actions of that type; empty when nobody does. */
  public Optional<ActionProvider> action(ActionTypeId type) {
    return Optional.ofNullable(actions.get(type));
  }

  /** Who checks rules of that type; empty when nobody does. */
  public Optional<RuleProvider> rule(ActionTypeId type) {
    return Optional.ofNullable(rules.get(type));
  }

  /** Every action type that can be done, in the order of registration. */
  public List<ActionProvider.ActionType> actionTypes() {
    return actions.values().stream().map(ActionProvider::type).toList();
  }

  /** Every rule type that can be checked, in the order of registration. */
  public List<ActionProvider.ActionType> ruleTypes() {
    return rules.values().stream().map(RuleProvider::type).toList();
  }
}
