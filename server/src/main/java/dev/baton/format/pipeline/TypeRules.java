package dev.baton.format.pipeline;

import dev.baton.format.actions.KnownActionTypes;
import dev.baton.format.document.Excerpt;
import dev.baton.format.document.Findings;
import dev.baton.format.document.Shape;
import dev.baton.format.pipeline.Draft.DraftAction;
import dev.baton.format.pipeline.Draft.DraftRule;
import dev.baton.model.document.Place;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.port.ActionProvider.ActionType;
import dev.baton.port.ActionProvider.ActionType.Property;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether an action's or rule's type is there, and whether its configuration has the type's keys.
 */
final class TypeRules {

  private final Map<ActionTypeId, ActionType> actionTypes = new HashMap<>();
  private final Function<ActionTypeId, Optional<ActionType>> further;
  private final Map<ActionTypeId, ActionType> ruleTypes = new HashMap<>();
  private final String region;
  private final boolean update;
  private final Findings findings;

  TypeRules(
      Collection<ActionType> actionTypes,
      Function<ActionTypeId, Optional<ActionType>> further,
      Collection<ActionType> ruleTypes,
      String region,
      boolean update,
      Findings findings) {
    actionTypes.forEach(type -> this.actionTypes.put(type.id(), type));
    this.further = further;
    ruleTypes.forEach(type -> this.ruleTypes.put(type.id(), type));
    this.region = region;
    this.update = update;
    this.findings = findings;
  }

  /** The action's type, after telling of an unknown one and of wrong keys. */
  Optional<ActionType> checkAction(DraftAction action) {
    if (!action.isTyped()) {
      return Optional.empty();
    }
    ActionTypeId id = action.action().type();
    Optional<ActionType> type =
        Optional.ofNullable(actionTypes.get(id)).or(() -> further.apply(id));
    if (type.isEmpty()) {
      unknown(action.shape().place("actionTypeId"), "ActionType", "action", id, action.name());
      return type;
    }
    String subject = "Action configuration for action '" + action.name() + "'";
    keys(action.shape(), subject, type.get(), action.action().configuration());
    secrets(action, type.get());
    return type;
  }

  void checkRule(DraftRule rule) {
    ActionTypeId id = rule.rule().type();
    if (id.provider().isEmpty()) {
      return;
    }
    Optional<ActionType> type = Optional.ofNullable(ruleTypes.get(id));
    if (type.isEmpty()) {
      unknown(rule.shape().place("ruleTypeId"), "RuleType", "rule", id, rule.rule().name());
      return;
    }
    String subject = "Rule configuration for rule '" + rule.rule().name() + "'";
    keys(rule.shape(), subject, type.get(), rule.rule().configuration());
    boolean commands = id.provider().equals("Commands");
    if (commands && rule.rule().commands().isEmpty() && !rule.shape().has("commands")) {
      error(
          rule.shape().place(),
          "Rule " + rule.rule().name() + " must have a non-empty commands field");
    }
    if (!commands && !rule.rule().commands().isEmpty()) {
      error(
          rule.shape().namePlace("commands"),
          "The following rule cannot contain a commands field: "
              + rule.rule().name()
              + ". To use the commands field, use a Commands rule.");
    }
  }

  private void unknown(Place place, String kind, String what, ActionTypeId id, String name) {
    String type =
        "%s (Category: '%s', Provider: '%s', Owner: '%s', Version: '%s') in %s '%s'"
            .formatted(kind, id.category(), id.provider(), id.owner(), id.version(), what, name);
    String why =
        KnownActionTypes.isNotRunYet(id)
            ? " is not supported by Baton yet"
            : " is not available in region '"
                + region.toUpperCase(Locale.ROOT).replace('-', '_')
                + "'";
    error(place, type + why);
  }

  private void keys(
      Shape shape, String subject, ActionType type, Map<String, String> configuration) {
    for (Property property : type.properties()) {
      boolean written =
          shape.object("configuration").map(c -> c.names().contains(property.name())).orElse(false);
      if (property.required() && !written) {
        Place place = shape.has("configuration") ? shape.namePlace("configuration") : shape.place();
        error(place, subject + " is missing required configuration '" + property.name() + "'");
      }
    }
    for (String key : configuration.keySet()) {
      if (type.properties().stream().noneMatch(p -> p.name().equals(key))) {
        error(
            shape.keyPlace("configuration", key),
            subject + " contains unknown configuration '" + Excerpt.of(key) + "'");
      }
    }
  }

  private void secrets(DraftAction action, ActionType type) {
    if (update) {
      return;
    }
    for (Property property : type.properties()) {
      if (property.secret()
          && "****".equals(action.action().configuration().get(property.name()))) {
        error(
            action.shape().valuePlace("configuration", property.name()),
            "Action configuration for the new action \""
                + action.name()
                + "\" contains an invalid configuration for the secret property \""
                + property.name()
                + "\". \"****\" may be used in secret properties only when updating an existing"
                + " action.");
      }
    }
  }

  private void error(Place place, String message) {
    findings.error(ActionRules.CODE, place, message);
  }
}
