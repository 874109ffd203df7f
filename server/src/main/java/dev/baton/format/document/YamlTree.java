package dev.baton.format.document;

import dev.baton.model.document.Node;
import dev.baton.model.document.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/**
 * Builds the tree from the parser's events. An anchored node is built once and shared; what its
 * aliases would weigh written out is counted, so that a small text cannot grow without bound in the
 * hands of whoever walks the tree.
 */
final class YamlTree {

  private static final Set<String> HARMLESS_TAGS =
      Set.of("str", "int", "float", "bool", "null", "map", "seq", "merge");
  private static final String CORE = "tag:yaml.org,2002:";

  private final YamlPlaces places;
  private final Iterator<Event> events;
  private final Findings findings = new Findings();
  private final Map<String, Optional<Node>> anchors = new HashMap<>();
  private final IdentityHashMap<Node, Weight> weights = new IdentityHashMap<>();
  private int values;
  private long characters;
  private int depth;

  YamlTree(YamlPlaces places, Iterator<Event> events) {
    this.places = places;
    this.events = events;
  }

  /** The one document of the stream. */
  Parsed<Node> document() {
    Event event = events.next();
    while (event.getEventId() == Event.ID.StreamStart) {
      event = events.next();
    }
    if (event.getEventId() == Event.ID.StreamEnd) {
      throw new Abandoned(Utf8Text.INVALID, places.start(), "The document is empty");
    }
    Node root = node(events.next());
    events.next();
    Event after = events.next();
    if (after.getEventId() != Event.ID.StreamEnd) {
      findings.error(
          Utf8Text.INVALID,
          at(after),
          "A second document begins here; keep one document in a file, without a '---' after it");
    }
    return findings.accept(root);
  }

  private Node node(Event event) {
    Place place = at(event);
    int valuesBefore = values;
    long charactersBefore = characters;
    if (event instanceof AliasEvent alias) {
      return alias(place, alias);
    }
    count(place, 1, 0);
    checkTag(place, event);
    Optional<String> anchor = ((NodeEvent) event).getAnchor().map(Anchor::getValue);
    anchor.ifPresent(name -> anchors.put(name, Optional.empty()));
    Node node =
        switch (event) {
          case ScalarEvent scalar -> scalar(place, scalar);
          case SequenceStartEvent _ -> nested(place, () -> list(place));
          case MappingStartEvent _ -> nested(place, () -> object(place));
          default ->
              throw new Abandoned(
                  Utf8Text.INVALID, place, "Invalid YAML: unexpected " + event.getEventId());
        };
    anchor.ifPresent(
        name -> {
          anchors.put(name, Optional.of(node));
          weights.put(node, new Weight(values - valuesBefore, characters - charactersBefore));
        });
    return node;
  }

  private Node alias(Place place, AliasEvent event) {
    String name = event.getAlias().getValue();
    Optional<Node> target = anchors.get(name);
    if (target == null) {
      throw new Abandoned(
          Utf8Text.INVALID,
          place,
          "There is no anchor '&" + Excerpt.of(name) + "' before this alias");
    }
    Node node =
        target.orElseThrow(
            () ->
                new Abandoned(
                    Utf8Text.INVALID,
                    place,
                    "The anchor '&" + Excerpt.of(name) + "' holds itself"));
    Weight weight = weights.getOrDefault(node, new Weight(1, 0));
    count(place, weight.values(), weight.characters());
    return node;
  }

  private Node nested(Place place, Supplier<Node> inside) {
    if (++depth > DocumentReader.MAX_DEPTH) {
      throw new Abandoned(
          Utf8Text.LIMIT,
          place,
          "Lists and objects stand in each other more than "
              + DocumentReader.MAX_DEPTH
              + " levels deep");
    }
    Node node = inside.get();
    depth--;
    return node;
  }

  private Node list(Place place) {
    List<Node> items = new ArrayList<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      items.add(node(event));
    }
    return new Node.ListNode(place, items);
  }

  private Node object(Place place) {
    Map<String, Node.Member> own = new LinkedHashMap<>();
    List<Node> merged = new ArrayList<>();
    for (Event key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
      if (key instanceof ScalarEvent scalar && scalar.isPlain() && scalar.getValue().equals("<<")) {
        merged.add(node(events.next()));
        continue;
      }
      Place keyPlace = at(key);
      Optional<String> name = name(key);
      Node value = node(events.next());
      name.ifPresent(n -> add(own, new Node.Member(n, keyPlace, value)));
    }
    merged.forEach(source -> merge(own, source, true));
    return new Node.ObjectNode(place, List.copyOf(own.values()));
  }

  private Optional<String> name(Event key) {
    if (node(key) instanceof Node.Scalar scalar) {
      return Optional.of(key instanceof ScalarEvent written ? written.getValue() : scalar.text());
    }
    findings.error(Utf8Text.INVALID, at(key), "A key must be text, not a list or an object");
    return Optional.empty();
  }

  private void add(Map<String, Node.Member> own, Node.Member member) {
    Node.Member first = own.putIfAbsent(member.name(), member);
    if (first != null) {
      findings.error(
          Utf8Text.INVALID, member.place(), JsonReader.duplicate(member.name(), first.place()));
    }
  }

  /**
   * What is there already wins over what is merged; of several merged objects the earlier one wins.
   */
  private void merge(Map<String, Node.Member> own, Node source, boolean listAllowed) {
    switch (source) {
      case Node.ObjectNode object -> object.members().forEach(m -> own.putIfAbsent(m.name(), m));
      case Node.ListNode list when listAllowed ->
          list.values().forEach(item -> merge(own, item, false));
      default ->
          findings.error(
              Utf8Text.INVALID,
              source.place(),
              "'<<' merges an object or a list of objects, not " + source.kind());
    }
  }

  private Node scalar(Place place, ScalarEvent event) {
    String value = event.getValue();
    count(place, 0, value.length());
    String wrong = Utf8Text.wrongContent(value);
    if (!wrong.isEmpty()) {
      findings.error(Utf8Text.INVALID, place, wrong);
    }
    Node.Scalar.Type type = type(event);
    return new Node.Scalar(place, type, type == Node.Scalar.Type.NULL ? "" : value);
  }

  private static Node.Scalar.Type type(ScalarEvent event) {
    String tag = event.getTag().orElse("");
    if (tag.equals(CORE + "str") || tag.equals("!") || (tag.isEmpty() && !event.isPlain())) {
      return Node.Scalar.Type.TEXT;
    }
    return CoreSchema.type(event.getValue());
  }

  private void checkTag(Place place, Event event) {
    Optional<String> tag =
        switch (event) {
          case ScalarEvent scalar -> scalar.getTag();
          case CollectionStartEvent collection -> collection.getTag();
          default -> Optional.empty();
        };
    if (tag.isPresent() && !tag.get().equals("!") && !isHarmless(tag.get())) {
      String shown =
          tag.get().startsWith(CORE) ? "!!" + tag.get().substring(CORE.length()) : tag.get();
      findings.error(
          Utf8Text.INVALID,
          place,
          "The tag '" + Excerpt.of(shown) + "' is not supported; write the value without a tag");
    }
  }

  private static boolean isHarmless(String tag) {
    return tag.startsWith(CORE) && HARMLESS_TAGS.contains(tag.substring(CORE.length()));
  }

  private void count(Place place, int moreValues, long moreCharacters) {
    values += moreValues;
    characters += moreCharacters;
    if (values > DocumentReader.MAX_VALUES) {
      throw new Abandoned(Utf8Text.LIMIT, place, JsonReader.TooManyValues.MESSAGE);
    }
    if (characters > DocumentReader.MAX_EXPANDED_CHARACTERS) {
      throw new Abandoned(
          Utf8Text.LIMIT,
          place,
          "With what its aliases repeat the document has more than "
              + DocumentReader.MAX_EXPANDED_CHARACTERS
              + " characters");
    }
  }

  private Place at(Event event) {
    return places.of(event.getStartMark());
  }

  /** What a node counts for wherever an alias repeats it. */
  private record Weight(int values, long characters) {}

  /** Ends reading from within; never leaves this package. */
  static final class Abandoned extends RuntimeException {

    private static final long serialVersionUID = 1L;

    final String code;
    final transient Place place;

    Abandoned(String code, Place place, String message) {
      super(message, null, false, false);
      this.code = code;
      this.place = place;
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }
}
