package dev.baton.api.aws.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** Valid requests with one thing wrong with each. */
final class Mutations {

  /** Stands in each text that is wrong, so that it can be looked for in an answer. */
  static final String MARK = "zQ9zQ9";

  /** Larger lists are not made: what they would show, smaller ones show. */
  private static final int LONGEST = 5_000;

  /** How wrong it is. */
  enum Fault {
    CONSTRAINT,
    TYPE
  }

  /**
   * A request.
   *
   * @param what is wrong, and where
   * @param secret whether the value that is wrong must not come back
   */
  record Mutation(String what, Fault fault, boolean secret, Object request) {}

  private final Shape.Table shapes;
  private final Specimens specimens;
  private final List<Mutation> found = new ArrayList<>();

  private Mutations(Shape.Table shapes) {
    this.shapes = shapes;
    this.specimens = new Specimens(shapes);
  }

  /** Every one of a request; members that {@code known} (when it is given) lacks stay out. */
  static List<Mutation> of(Shape.Table shapes, Shape input, @Nullable SdkPojo known) {
    Mutations mutations = new Mutations(shapes);
    Object least = mutations.specimens.least(input);
    mutations.descend(input, least, "", false, new HashSet<>(), known, value -> value);
    return mutations.found;
  }

  /** {@code whole} puts a value in this place's stead and gives the whole request. */
  private void descend(
      Shape shape,
      Object value,
      String path,
      boolean secret,
      Set<String> above,
      @Nullable SdkPojo known,
      UnaryOperator<Object> whole) {
    wrongType(shape, path, whole);
    switch (shape) {
      case Shape.Structure structure when above.add(structure.name()) -> {
        structure(structure, value, path, secret, above, known, whole);
        above.remove(structure.name());
      }
      case Shape.Structure _ -> {}
      case Shape.Elements elements -> elements(elements, value, path, secret, above, whole);
      case Shape.Entries entries -> entries(entries, value, path, whole);
      case Shape.Text text -> text(text, path, secret || text.secret(), whole);
      case Shape.Numeric numeric -> numeric(numeric, path, whole);
      case Shape.Bytes _, Shape.Plain _ -> {}
    }
  }

  private void structure(
      Shape.Structure structure,
      Object value,
      String path,
      boolean secret,
      Set<String> above,
      @Nullable SdkPojo known,
      UnaryOperator<Object> whole) {
    for (Shape.Member member : structure.members()) {
      if (known != null && !known.sdkFieldNameToField().containsKey(member.name())) {
        continue;
      }
      String at = path + "/" + member.name();
      Shape shape = shapes.of(member.shape());
      UnaryOperator<Object> within = given -> whole.apply(with(value, member.name(), given));
      if (member.required()) {
        Map<String, Object> without = copy(value);
        without.remove(member.name());
        add("without", at, Fault.CONSTRAINT, false, whole.apply(without));
      }
      boolean hidden = secret || member.secret();
      descend(shape, specimens.some(shape), at, hidden, above, null, within);
    }
  }

  private void elements(
      Shape.Elements shape,
      Object value,
      String path,
      boolean secret,
      Set<String> above,
      UnaryOperator<Object> whole) {
    Shape of = shapes.of(shape.of());
    Object one = specimens.some(of);
    shape
        .size()
        .most()
        .filter(most -> most < LONGEST)
        .ifPresent(
            most -> {
              Object many = Collections.nCopies(most.intValue() + 1, one);
              add("too many", path, Fault.CONSTRAINT, false, whole.apply(many));
            });
    if (shape.size().least().orElse(0.0) > 0) {
      add("none", path, Fault.CONSTRAINT, false, whole.apply(List.of()));
    }
    int size = Math.max(1, ((List<?>) value).size());
    descend(
        of,
        one,
        path + "/0",
        secret,
        above,
        null,
        given -> {
          List<Object> list = new ArrayList<>(Collections.nCopies(size, one));
          list.set(0, given);
          return whole.apply(list);
        });
  }

  private void entries(
      Shape.Entries shape, Object value, String path, UnaryOperator<Object> whole) {
    if (shape.size().least().orElse(0.0) > 0) {
      add("none", path, Fault.CONSTRAINT, false, whole.apply(Map.of()));
    }
    Map<?, ?> given = (Map<?, ?>) value;
    Object first = given.values().iterator().next();
    Shape.Text key = (Shape.Text) shapes.of(shape.key());
    key.length()
        .most()
        .ifPresent(
            most -> {
              Map<String, Object> map = Map.of(MARK + "a".repeat(most.intValue()), first);
              add("long key", path, Fault.CONSTRAINT, true, whole.apply(map));
            });
    String name = String.valueOf(given.keySet().iterator().next());
    if (shapes.of(shape.value()) instanceof Shape.Text text) {
      text(text, path + "/*", true, wrong -> whole.apply(new LinkedHashMap<>(Map.of(name, wrong))));
    }
  }

  private void text(Shape.Text shape, String path, boolean secret, UnaryOperator<Object> whole) {
    shape
        .length()
        .most()
        .filter(most -> most < LONGEST)
        .ifPresent(
            most -> {
              String text = MARK + "a".repeat(most.intValue());
              add("too long", path, Fault.CONSTRAINT, secret, whole.apply(text));
            });
    if (shape.length().least().orElse(0.0) > 0) {
      add("empty", path, Fault.CONSTRAINT, secret, whole.apply(""));
    }
    if (!shape.values().isEmpty()) {
      add("no such value", path, Fault.CONSTRAINT, secret, whole.apply(MARK));
    }
    shape
        .pattern()
        .ifPresent(
            pattern -> {
              for (String wrong : List.of(MARK + " \u0000\n{", "\u0000", " ", MARK + "~\u2028")) {
                if (!pattern.matches(wrong)) {
                  add("no match", path, Fault.CONSTRAINT, secret, whole.apply(wrong));
                  return;
                }
              }
            });
  }

  private void numeric(Shape.Numeric shape, String path, UnaryOperator<Object> whole) {
    shape
        .range()
        .most()
        .map(most -> BigDecimal.valueOf(most).add(BigDecimal.ONE).stripTrailingZeros())
        .filter(more -> shape.kind() != Shape.Kind.INTEGER || fits(more))
        .ifPresent(more -> add("too large", path, Fault.CONSTRAINT, false, whole.apply(more)));
    shape
        .range()
        .least()
        .map(least -> BigDecimal.valueOf(least).subtract(BigDecimal.ONE).stripTrailingZeros())
        .ifPresent(less -> add("too small", path, Fault.CONSTRAINT, false, whole.apply(less)));
  }

  private static boolean fits(BigDecimal number) {
    return number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
  }

  private void wrongType(Shape shape, String path, UnaryOperator<Object> whole) {
    Object wrong = shape instanceof Shape.Elements ? Map.of() : List.of();
    add("wrong type", path, Fault.TYPE, false, whole.apply(wrong));
  }

  private void add(String what, String path, Fault fault, boolean secret, Object request) {
    found.add(new Mutation(what + " at " + path, fault, secret, request));
  }

  private static Map<String, Object> with(Object structure, String member, Object value) {
    Map<String, Object> copy = copy(structure);
    copy.put(member, value);
    return copy;
  }

  private static Map<String, Object> copy(Object structure) {
    Map<String, Object> copy = new LinkedHashMap<>();
    ((Map<?, ?>) structure).forEach((key, value) -> copy.put(String.valueOf(key), value));
    return copy;
  }
}
