package dev.baton.format.document;

import dev.baton.model.document.Node;
import dev.baton.model.document.Node.Scalar;
import dev.baton.model.document.Place;
import dev.baton.model.document.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * One object of an AWS document, member by member, checked against AWS's constraints in AWS's words
 * (codepipeline.md section 1). Asking for a member makes it known; {@link #end} refuses the others
 * where documents are read strictly. Problems have the code {@code Validation} and the parameters
 * {@code path} and {@code clause}.
 */
public final class Shape {

  /** How many entries a map may have; AWS's model does not say. */
  private static final int MAXIMUM_MAP = 100;

  /** The code of a broken constraint. */
  public static final String CODE = "Validation";

  /**
   * How a document is read.
   *
   * @param strict whether unknown members are errors (files) or ignored (the wire)
   * @param plainTexts whether a number or boolean may stand where text is meant, as written (YAML)
   */
  public record Manner(boolean strict, boolean plainTexts) {

    /** As AWS reads a request. */
    public static final Manner WIRE = new Manner(false, false);

    /** What was accepted before. */
    public static final Manner STORED = new Manner(false, true);

    /** A file in that notation. */
    public static Manner file(Document.Notation notation) {
      return new Manner(true, notation == Document.Notation.YAML);
    }
  }

  private final Node.ObjectNode object;
  private final String path;
  private final Manner manner;
  private final Findings findings;
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * A shape at a path.
   *
   * @param path as AWS writes it: {@code pipeline.stages.1.member}; empty for the request itself
   */
  public Shape(Node.ObjectNode object, String path, Manner manner, Findings findings) {
    this.object = object;
    this.path = path;
    this.manner = manner;
    this.findings = findings;
  }

  /** Where the object begins. */
  public Place place() {
    return object.place();
  }

  /** Where the member's value begins; the object's own place when it is not there. */
  public Place place(String name) {
    return object.member(name).map(m -> m.value().place()).orElse(object.place());
  }

  /** Where the member's name stands; the object's own place when it is not there. */
  public Place namePlace(String name) {
    return object.member(name).map(Node.Member::place).orElse(object.place());
  }

  /** The member's path as AWS writes it. */
  public String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** The names of all members, in order. */
  public List<String> names() {
    return object.members().stream().map(Node.Member::name).toList();
  }

  /** Where problems go. */
  public Findings findings() {
    return findings;
  }

  /** The member as it stands; empty when it is not there or null. */
  public Optional<Node> get(String name) {
    known.add(name);
    return object.get(name);
  }

  /** Whether the member is there and not null. */
  public boolean has(String name) {
    return get(name).isPresent();
  }

  /** A text that may be missing. */
  public Optional<String> text(String name, Constraint... constraints) {
    return get(name).flatMap(value -> textOf(value, path(name), constraints));
  }

  /** A text that must be there. */
  public Optional<String> required(String name, Constraint... constraints) {
    requireMember(name);
    return text(name, constraints);
  }

  /** One of some words, by an enum's constants. */
  public <E extends Enum<E>> Optional<E> word(String name, Class<E> type) {
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      names.add(constant.name());
    }
    return text(name, Constraint.oneOf(names))
        .filter(names::contains)
        .map(word -> Enum.valueOf(type, word));
  }

  /**
   * A whole number that may be missing. Text counts where AWS's own tools would have made a number
   * of it: nowhere.
   */
  public Optional<Integer> integer(String name, int minimum, int maximum) {
    Optional<Node> value = get(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!(value.get() instanceof Scalar scalar)
        || (scalar.type() != Scalar.Type.NUMBER && !manner.equals(Manner.STORED))
        || !scalar.text().matches("-?(0|[1-9][0-9]*)")) {
      wrongType(value.get(), path(name), "a whole number");
      return Optional.empty();
    }
    String text = scalar.text();
    int number =
        text.length() > 9
            ? (text.startsWith("-") ? Integer.MIN_VALUE : Integer.MAX_VALUE)
            : Integer.parseInt(text);
    if (number < minimum) {
      broken(
          scalar.place(),
          text,
          path(name),
          "Member must have value greater than or equal to " + minimum);
      return Optional.empty();
    }
    if (number > maximum) {
      broken(
          scalar.place(),
          text,
          path(name),
          "Member must have value less than or equal to " + maximum);
      return Optional.empty();
    }
    return Optional.of(number);
  }

  /** A boolean that may be missing. YAML's text {@code yes} is none. */
  public Optional<Boolean> flag(String name) {
    Optional<Node> value = get(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof Scalar scalar && isBoolean(scalar)) {
      return Optional.of(scalar.text().toLowerCase(Locale.ROOT).equals("true"));
    }
    wrongType(value.get(), path(name), "true or false");
    return Optional.empty();
  }

  /** An object that may be missing. */
  public Optional<Shape> object(String name) {
    return get(name).flatMap(value -> shapeOf(value, path(name)));
  }

  /** An object that must be there. */
  public Optional<Shape> requiredObject(String name) {
    requireMember(name);
    return object(name);
  }

  /**
   * The objects of a list; those that are none are told of and left out. Empty when it is missing.
   */
  public List<Shape> objects(String name) {
    return items(name, this::shapeOf);
  }

  /** The texts of a list. Empty when it is missing. */
  public List<String> texts(String name, Constraint... constraints) {
    return items(name, (value, at) -> textOf(value, at, constraints));
  }

  /** How many entries the list has; 0 when it is missing or no list. */
  public int size(String name) {
    return get(name)
        .filter(Node.ListNode.class::isInstance)
        .map(n -> ((Node.ListNode) n).values().size())
        .orElse(0);
  }

  /** Whether the member is a list without entries. */
  public boolean isEmptyList(String name) {
    return get(name).orElse(null) instanceof Node.ListNode list && list.values().isEmpty();
  }

  /** Tells when a list that is there has too few or too many entries. */
  public void checkSize(String name, int minimum, int maximum) {
    if (!(get(name).orElse(null) instanceof Node.ListNode)) {
      return;
    }
    int size = size(name);
    if (size < minimum) {
      broken(
          namePlace(name),
          "",
          path(name),
          "Member must have length greater than or equal to " + minimum);
    } else if (size > maximum) {
      broken(
          namePlace(name),
          "",
          path(name),
          "Member must have length less than or equal to " + maximum);
    }
  }

  /**
   * Names and texts, in order. Empty when it is missing.
   *
   * @param keyLength how long a name may be
   * @param valueLength how long a value may be; it must not be empty
   */
  public Map<String, String> map(String name, int keyLength, int valueLength) {
    Map<String, String> result = new LinkedHashMap<>();
    if (object(name).map(s -> s.object.members().size()).orElse(0) > MAXIMUM_MAP) {
      broken(
          namePlace(name),
          "",
          path(name),
          "Member must have length less than or equal to " + MAXIMUM_MAP);
      return result;
    }
    for (Node.Member member : object(name).map(s -> s.object.members()).orElse(List.of())) {
      String at = path(name);
      checkLength(member.place(), "Map key", at, member.name().length(), keyLength);
      Optional<String> text = textOf(member.value(), at + "." + member.name());
      text.ifPresent(
          t -> checkLength(member.value().place(), "Map value", at, t.length(), valueLength));
      text.ifPresent(t -> result.put(member.name(), t));
    }
    return result;
  }

  /**
   * Where a member of the object under {@code name} has its name; the best place known otherwise.
   */
  public Place keyPlace(String name, String key) {
    Node value = object.get(name).orElse(object);
    return value instanceof Node.ObjectNode o
        ? o.member(key).map(Node.Member::place).orElse(namePlace(name))
        : namePlace(name);
  }

  /**
   * Where a member of the object under {@code name} has its value; the best place known otherwise.
   */
  public Place valuePlace(String name, String key) {
    Node value = object.get(name).orElse(object);
    return value instanceof Node.ObjectNode o
        ? o.member(key).map(m -> m.value().place()).orElse(namePlace(name))
        : namePlace(name);
  }

  /** Makes members known that are read elsewhere or mean nothing here. */
  public void know(String... names) {
    known.addAll(List.of(names));
  }

  /** Refuses every member that was not asked for, where that is the manner. */
  public void end() {
    if (!manner.strict()) {
      return;
    }
    for (Node.Member member : object.members()) {
      if (!known.contains(member.name())) {
        String where = path.isEmpty() ? "input" : path;
        String message =
            "Unknown parameter in "
                + where
                + ": \""
                + Excerpt.of(member.name())
                + "\", must be one of: "
                + String.join(", ", known);
        findings.add(problem(member.place(), message, where, "Unknown parameter"));
      }
    }
  }

  /** Tells of a member that must be there and is not. */
  public void requireMember(String name) {
    if (!has(name)) {
      broken(object.place(), "", path(name), "Member must not be null");
    }
  }

  private <T> List<T> items(String name, BiFunction<Node, String, Optional<T>> read) {
    Optional<Node> value = get(name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof Node.ListNode list)) {
      wrongType(value.get(), path(name), "a list");
      return List.of();
    }
    List<T> result = new ArrayList<>();
    for (int i = 0; i < list.values().size(); i++) {
      read.apply(list.values().get(i), path(name) + "." + (i + 1) + ".member")
          .ifPresent(result::add);
    }
    return result;
  }

  private Optional<Shape> shapeOf(Node value, String at) {
    if (value instanceof Node.ObjectNode found) {
      return Optional.of(new Shape(found, at, manner, findings));
    }
    wrongType(value, at, "an object");
    return Optional.empty();
  }

  private Optional<String> textOf(Node value, String at, Constraint... constraints) {
    boolean text =
        value instanceof Scalar s
            && s.type() != Scalar.Type.NULL
            && (s.type() == Scalar.Type.TEXT || manner.plainTexts());
    if (!text) {
      wrongType(value, at, "text");
      return Optional.empty();
    }
    String found = ((Scalar) value).text();
    for (Constraint constraint : constraints) {
      constraint.clause(found).ifPresent(clause -> broken(value.place(), found, at, clause));
    }
    return Optional.of(found);
  }

  private boolean isBoolean(Scalar scalar) {
    boolean typed = scalar.type() == Scalar.Type.BOOLEAN || manner.equals(Manner.STORED);
    String word = scalar.text().toLowerCase(Locale.ROOT);
    return typed && (word.equals("true") || word.equals("false"));
  }

  private void checkLength(Place place, String what, String at, int length, int maximum) {
    if (length < 1 || length > maximum) {
      String clause =
          what
              + " must satisfy constraint: [Member must have length less than or equal to "
              + maximum
              + ", Member must have length greater than or equal to 1]";
      broken(place, "", at, clause);
    }
  }

  private void broken(Place place, String value, String at, String clause) {
    String shown = value.isEmpty() ? "Value" : "Value '" + Excerpt.of(value) + "'";
    findings.add(
        problem(
            place, shown + " at '" + at + "' failed to satisfy constraint: " + clause, at, clause));
  }

  private void wrongType(Node value, String at, String expected) {
    findings.add(
        problem(
            value.place(),
            "Value at '" + at + "' must be " + expected + ", not " + value.kind(),
            at,
            "Wrong type"));
  }

  private static Problem problem(Place place, String message, String at, String clause) {
    return new Problem(
        CODE,
        Problem.Kind.USER,
        Problem.Severity.ERROR,
        message,
        Map.of("path", at, "clause", clause),
        place);
  }

  /** Something that AWS's model says of a text. */
  public interface Constraint {

    /** What the text breaks, in AWS's words; empty when it is fine. */
    Optional<String> clause(String text);

    /** A length in UTF-16 units. */
    static Constraint length(int minimum, int maximum) {
      return text -> {
        if (text.length() > maximum) {
          return Optional.of("Member must have length less than or equal to " + maximum);
        }
        return text.length() < minimum
            ? Optional.of("Member must have length greater than or equal to " + minimum)
            : Optional.empty();
      };
    }

    /** A regular expression that the whole text must match, written as AWS's model has it. */
    static Constraint pattern(String regex) {
      Pattern pattern = Pattern.compile(regex);
      return text ->
          pattern.matcher(text).matches()
              ? Optional.empty()
              : Optional.of("Member must satisfy regular expression pattern: " + regex);
    }

    /** One of these words. */
    static Constraint oneOf(List<String> words) {
      return text ->
          words.contains(text)
              ? Optional.empty()
              : Optional.of("Member must satisfy enum value set: " + words);
    }
  }
}
