package com.example.erp.shared;

import java.util.List;
import java.util.Map;

/**
 * The members of a JSON object, asked for by name and type; one that is missing or of another type
 * is refused.
 */
public record Fields(Map<String, Object> members) {

  public static Fields of(Object value) {
    if (!(value instanceof Map<?, ?>)) {
      throw new Refusal.Invalid("Expected a JSON object");
    }
    @SuppressWarnings("unchecked") // Json makes text the name of every member
    Map<String, Object> members = (Map<String, Object>) value;
    return new Fields(members);
  }

  public String text(String name) {
    return as(String.class, name, "text");
  }

  public String text(String name, String otherwise) {
    return members.get(name) == null ? otherwise : text(name);
  }

  public long number(String name) {
    return as(Long.class, name, "a whole number");
  }

  public List<?> list(String name) {
    return as(List.class, name, "a list");
  }

  public Fields object(String name) {
    return of(as(Map.class, name, "an object"));
  }

  private <T> T as(Class<T> type, String name, String kind) {
    Object value = members.get(name);
    if (!type.isInstance(value)) {
      throw new Refusal.Invalid("\"" + name + "\" must be " + kind);
    }
    return type.cast(value);
  }
}
