package dev.baton.format.buildspec;

import dev.baton.format.document.Excerpt;
import dev.baton.format.document.Findings;
import dev.baton.model.document.Node;
import dev.baton.model.document.Node.Scalar;
import dev.baton.model.document.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One object of a buildspec, member by member. CodeBuild reads values as Go's YAML does: any single
 * value is text where text is wanted, as it was written; {@code yes} and {@code no} are booleans
 * where a boolean is wanted. What nobody asked for is warned of, as CodeBuild does.
 */
final class Section {

  static final String ERROR = "YAML_FILE_ERROR";
  static final String WARNING = "PossibleSyntaxError";

  private final String name;
  private final Node.ObjectNode object;
  private final Findings findings;
  private final Set<String> asked = new HashSet<>();

  /**
   * @param name as CodeBuild's warnings call it; empty for the whole buildspec
   */
  Section(String name, Node.ObjectNode object, Findings findings) {
    this.name = name;
    this.object = object;
    this.findings = findings;
  }

  Findings findings() {
    return findings;
  }

  Place place() {
    return object.place();
  }

  /** Where the member's name stands; the section's own place when it is not there. */
  Place place(String key) {
    return object.member(key).map(Node.Member::place).orElse(object.place());
  }

  List<Node.Member> members() {
    return object.members();
  }

  /** The member's value; empty when it is not there or null. */
  Optional<Node> get(String key) {
    asked.add(key);
    return object.get(key);
  }

  /** Whether the member is there, null or not. */
  boolean has(String key) {
    asked.add(key);
    return object.member(key).isPresent();
  }

  Optional<String> text(String key) {
    return get(key).flatMap(value -> textOf("`" + key + "`", value));
  }

  boolean flag(String key, boolean otherwise) {
    return get(key).flatMap(value -> flagOf(key, value)).orElse(otherwise);
  }

  Optional<Section> section(String key, String sectionName) {
    return get(key)
        .flatMap(value -> objectOf("`" + key + "`", value))
        .map(o -> new Section(sectionName, o, findings));
  }

  /** Texts in order; an empty list when the member is not there. */
  List<String> texts(String key) {
    return get(key).map(value -> textsOf(key, value)).orElse(List.of());
  }

  /** Names and texts in order. A name without a value has the empty text. */
  Map<String, String> textByName(String key) {
    Map<String, String> result = new LinkedHashMap<>();
    get(key).flatMap(value -> objectOf("`" + key + "`", value)).ifPresent(o -> fill(result, o));
    return result;
  }

  /** Warns of every member that was not asked for. */
  void warnOfUnknown() {
    for (Node.Member member : object.members()) {
      if (!asked.contains(member.name())) {
        String where = name.isEmpty() ? "" : "In the section " + name + " ";
        findings.warning(
            WARNING,
            member.place(),
            "Found possible syntax errors in buildspec: "
                + where
                + "The following keys cannot be identified: "
                + Excerpt.of(member.name()));
      }
    }
  }

  Optional<Node.ObjectNode> objectOf(String what, Node value) {
    if (value instanceof Node.ObjectNode found) {
      return Optional.of(found);
    }
    findings.error(
        ERROR,
        value.place(),
        "Expected " + what + " to be an object (key: value), found " + value.kind());
    return Optional.empty();
  }

  void error(Place place, String message) {
    findings.error(ERROR, place, message);
  }

  private void fill(Map<String, String> result, Node.ObjectNode values) {
    for (Node.Member member : values.members()) {
      textOf("`" + Excerpt.of(member.name()) + "`", member.value())
          .ifPresent(text -> result.put(member.name(), text));
    }
  }

  private Optional<String> textOf(String what, Node value) {
    if (value instanceof Scalar scalar) {
      return Optional.of(scalar.text());
    }
    findings.error(ERROR, value.place(), "Expected " + what + " to be text, found " + value.kind());
    return Optional.empty();
  }

  private Optional<Boolean> flagOf(String key, Node value) {
    String text = value instanceof Scalar scalar ? scalar.text().toLowerCase(Locale.ROOT) : "";
    switch (text) {
      case "yes", "true" -> {
        return Optional.of(true);
      }
      case "no", "false" -> {
        return Optional.of(false);
      }
      default -> {
        String found =
            value instanceof Scalar scalar ? "'" + Excerpt.of(scalar.text()) + "'" : value.kind();
        findings.error(
            ERROR, value.place(), "Expected `" + key + "` to be yes or no, found " + found);
        return Optional.empty();
      }
    }
  }

  private List<String> textsOf(String key, Node value) {
    if (!(value instanceof Node.ListNode list)) {
      findings.error(
          ERROR,
          value.place(),
          "Expected `"
              + key
              + "` to be a list, found "
              + value.kind()
              + "; write each entry on a line of its own after '- '");
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < list.values().size(); i++) {
      Node item = list.values().get(i);
      String what = "`" + key + "`[" + i + "]";
      if (item instanceof Scalar scalar && scalar.text().isEmpty()) {
        findings.error(ERROR, item.place(), "Expected " + what + " to be text, found nothing");
      } else {
        textOf(what, item).ifPresent(texts::add);
      }
    }
    return texts;
  }
}
