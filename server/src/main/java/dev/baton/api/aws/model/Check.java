package dev.baton.api.aws.model;

import dev.baton.api.aws.model.Constraints.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * One look at a request. Structures are the SDK's shapes, or maps from members' names where an
 * operation is known by its model alone.
 */
final class Check {

  /** How much of what is wrong one answer tells. */
  private static final int MOST_TOLD = 50;

  private static final int LONGEST_SHOWN = 256;

  private final Shape.Table shapes;
  private final List<Broken> broken = new ArrayList<>();

  private Check(Shape.Table shapes) {
    this.shapes = shapes;
  }

  /** What a request breaks, in the order of the model. */
  static List<Broken> of(Shape.Table shapes, Shape input, Object request) {
    Check check = new Check(shapes);
    check.value(input, request, Place.REQUEST, false);
    return List.copyOf(check.broken);
  }

  private void value(Shape shape, Object value, Place place, boolean secret) {
    if (broken.size() >= MOST_TOLD) {
      return;
    }
    switch (shape) {
      case Shape.Structure structure -> structure(structure, value, place, secret);
      case Shape.Elements elements when value instanceof List<?> list ->
          elements(elements, list, place, secret);
      case Shape.Entries entries when value instanceof Map<?, ?> map ->
          entries(entries, map, place);
      default -> {
        for (Clause clause : Constraints.brokenBy(shape, value)) {
          add(shape, clause, place, shown(shape, value, secret));
        }
      }
    }
  }

  private void structure(Shape.Structure structure, Object value, Place place, boolean secret) {
    for (Shape.Member member : structure.members()) {
      if (value instanceof SdkPojo pojo) {
        SdkField<?> field = pojo.sdkFieldNameToField().get(member.name());
        // A member that is younger than the SDK's class cannot be given, and so not be missing.
        if (field != null) {
          member(member, field.getValueOrDefault(pojo), place, secret);
        }
      } else if (value instanceof Map<?, ?> map) {
        member(member, map.get(member.name()), place, secret);
      }
    }
  }

  private void member(Shape.Member member, @Nullable Object value, Place place, boolean secret) {
    if (value == null
        || value instanceof SdkAutoConstructList
        || value instanceof SdkAutoConstructMap) {
      if (member.required()) {
        add(shapes.of(member.shape()), Constraints.notNull(), place.member(member.name()), "");
      }
      return;
    }
    Shape shape = shapes.of(member.shape());
    if (shape instanceof Shape.Plain) {
      return;
    }
    value(shape, value, place.member(member.name()), secret || member.secret());
  }

  private void elements(Shape.Elements shape, List<?> list, Place place, boolean secret) {
    for (Clause clause : Constraints.length(shape.size(), list.size())) {
      add(shape, clause, place, shown(shape, list, secret));
      if (clause.rule() == Broken.Rule.MOST) {
        return;
      }
    }
    Shape of = shapes.of(shape.of());
    if (of.scalar()) {
      if (list.stream().anyMatch(element -> breaks(of, element))) {
        String words = "Member must satisfy constraint: [" + Constraints.allOf(of) + "]";
        add(of, new Clause(Broken.Rule.ELEMENTS, words), place, shown(shape, list, secret));
      }
      return;
    }
    for (int i = 0; i < list.size() && broken.size() < MOST_TOLD; i++) {
      Object element = list.get(i);
      if (element == null) {
        add(of, Constraints.notNull(), place.element(i), "");
      } else {
        value(of, element, place.element(i), secret);
      }
    }
  }

  private void entries(Shape.Entries shape, Map<?, ?> map, Place place) {
    for (Clause clause : Constraints.length(shape.size(), map.size())) {
      add(shape, clause, place, "");
      if (clause.rule() == Broken.Rule.MOST) {
        return;
      }
    }
    Shape key = shapes.of(shape.key());
    if (map.keySet().stream().anyMatch(given -> breaks(key, given))) {
      String words = "Map keys must satisfy constraint: [" + Constraints.allOf(key) + "]";
      add(key, new Clause(Broken.Rule.KEYS, words), place, "");
    }
    Shape value = shapes.of(shape.value());
    if (value.scalar()) {
      if (map.values().stream().anyMatch(given -> breaks(value, given))) {
        String words = "Map value must satisfy constraint: [" + Constraints.allOf(value) + "]";
        add(value, new Clause(Broken.Rule.ELEMENTS, words), place, "");
      }
      return;
    }
    map.forEach((name, given) -> entry(value, String.valueOf(name), given, place));
  }

  private void entry(Shape shape, String key, @Nullable Object value, Place place) {
    // The key itself is the sender's, and may be anything: the place says which map it is in.
    if (value == null) {
      add(shape, Constraints.notNull(), place.value(shortened(key)), "");
    } else {
      value(shape, value, place.value(shortened(key)), true);
    }
  }

  private static String shortened(String key) {
    return key.length() > LONGEST_SHOWN ? key.substring(0, LONGEST_SHOWN) : key;
  }

  private static boolean breaks(Shape shape, @Nullable Object value) {
    return value == null || !Constraints.brokenBy(shape, value).isEmpty();
  }

  private void add(Shape shape, Clause clause, Place place, String shown) {
    broken.add(
        new Broken(
            shape.name(),
            clause.rule(),
            "Value %sat '%s' failed to satisfy constraint: %s"
                .formatted(shown, place.text(), clause.words())));
  }

  /** A value in AWS's quotes; nothing for what may be a secret, is long, or is no plain value. */
  private String shown(Shape shape, Object value, boolean secret) {
    boolean hidden =
        secret
            || shape instanceof Shape.Bytes
            || (shape instanceof Shape.Text text && text.secret())
            || (shape instanceof Shape.Elements list && !showable(shapes.of(list.of())));
    return hidden || size(value) > LONGEST_SHOWN ? "" : "'" + value + "' ";
  }

  /** About how many characters a value takes, without writing it. */
  private static long size(@Nullable Object value) {
    return switch (value) {
      case String text -> text.length();
      case List<?> list when list.size() > LONGEST_SHOWN -> list.size();
      case List<?> list -> list.stream().mapToLong(element -> 2 + size(element)).sum();
      case null, default -> 1;
    };
  }

  private static boolean showable(Shape element) {
    return (element instanceof Shape.Text text && !text.secret())
        || element instanceof Shape.Numeric;
  }
}
