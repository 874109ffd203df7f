package dev.baton.provider;

import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.port.ActionProvider.ActionType;
import dev.baton.port.ActionProvider.ActionType.Bounds;
import dev.baton.port.ActionProvider.ActionType.Property;
import java.util.ArrayList;
import java.util.List;

/** Writes an action type down in one expression. */
final class Types {

  private final ActionTypeId id;
  private final List<Property> properties = new ArrayList<>();
  private Bounds inputs = new Bounds(0, 0);
  private Bounds outputs = new Bounds(0, 0);
  private boolean v2Only;

  private Types(ActionTypeId id) {
    this.id = id;
  }

  static Types aws(String category, String provider) {
    return new Types(new ActionTypeId(category, "AWS", provider, "1"));
  }

  static Types of(String category, String owner, String provider) {
    return new Types(new ActionTypeId(category, owner, provider, "1"));
  }

  Types required(String... names) {
    for (String name : names) {
      properties.add(new Property(name, true, false));
    }
    return this;
  }

  Types optional(String... names) {
    for (String name : names) {
      properties.add(new Property(name, false, false));
    }
    return this;
  }

  Types requiredSecret(String name) {
    properties.add(new Property(name, true, true));
    return this;
  }

  Types inputs(int minimum, int maximum) {
    inputs = new Bounds(minimum, maximum);
    return this;
  }

  Types outputs(int minimum, int maximum) {
    outputs = new Bounds(minimum, maximum);
    return this;
  }

  Types v2Only() {
    v2Only = true;
    return this;
  }

  ActionType type() {
    return new ActionType(id, List.copyOf(properties), inputs, outputs, v2Only);
  }
}
