package dev.baton.api.own;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.wire.Json;
import dev.baton.format.document.JsonReader;
import dev.baton.model.document.Node;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Baton's own operations as JSON, between processes of the same user. */
public final class OwnCodec {

  private OwnCodec() {}

  /** A command's JSON. */
  public static byte[] bytes(RunCommand command) {
    return utf8(
        Json.compact(
            out -> {
              out.writeStartObject();
              out.writeStringProperty("pipeline", command.pipeline());
              command.document().ifPresent(d -> out.writeStringProperty("document", d));
              map(out, "projects", command.projects());
              map(out, "sources", command.sources());
              map(out, "variables", command.variables());
              map(out, "revisions", command.revisions());
              out.writeArrayPropertyStart("approve");
              command.approve().forEach(out::writeString);
              out.writeEndArray();
              command.until().ifPresent(u -> out.writeStringProperty("until", u));
              map(out, "environment", command.environment());
              out.writeStringProperty("token", command.token());
              out.writeBooleanProperty("waits", command.waits());
              out.writeEndObject();
            }));
  }

  /** A command's JSON. */
  public static byte[] bytes(BuildCommand command) {
    return utf8(
        Json.compact(
            out -> {
              out.writeStartObject();
              out.writeStringProperty("project", command.project());
              command
                  .projectDocument()
                  .ifPresent(d -> out.writeStringProperty("projectDocument", d));
              out.writeStringProperty("source", command.source());
              command.revision().ifPresent(r -> out.writeStringProperty("revision", r));
              command
                  .buildspecText()
                  .ifPresent(
                      t -> {
                        out.writeStringProperty("buildspecFile", t.file());
                        out.writeStringProperty("buildspecText", t.text());
                      });
              command.buildspecPath().ifPresent(p -> out.writeStringProperty("buildspecPath", p));
              out.writeArrayPropertyStart("variables");
              command
                  .variables()
                  .forEach(
                      v -> {
                        out.writeStartObject();
                        out.writeStringProperty("name", v.name());
                        out.writeStringProperty("value", v.value());
                        out.writeEndObject();
                      });
              out.writeEndArray();
              command.timeoutSeconds().ifPresent(t -> out.writeNumberProperty("timeoutSeconds", t));
              map(out, "environment", command.environment());
              out.writeStringProperty("token", command.token());
              out.writeBooleanProperty("waits", command.waits());
              out.writeEndObject();
            }));
  }

  /** A command's JSON. */
  public static byte[] bytes(KeyCommand command) {
    return utf8(
        Json.compact(
            out -> {
              out.writeStartObject();
              switch (command) {
                case KeyCommand.Create create -> {
                  out.writeStringProperty("create", create.name());
                  out.writeBooleanProperty("administrator", create.administrator());
                }
                case KeyCommand.List _ -> out.writeBooleanProperty("list", true);
                case KeyCommand.Revoke revoke -> out.writeStringProperty("revoke", revoke.id());
              }
              out.writeEndObject();
            }));
  }

  static KeyCommand keys(byte[] json) {
    Node.ObjectNode root = object(json);
    Optional<String> create = text(root, "create");
    if (create.isPresent()) {
      return new KeyCommand.Create(create.get(), flag(root, "administrator"));
    }
    Optional<String> revoke = text(root, "revoke");
    return revoke.<KeyCommand>map(KeyCommand.Revoke::new).orElseGet(KeyCommand.List::new);
  }

  /** An answer's JSON. */
  public static byte[] bytes(Started started) {
    return utf8(
        Json.compact(
            out -> {
              out.writeStartObject();
              out.writeStringProperty("id", started.id());
              out.writeStringProperty("pipeline", started.pipeline());
              out.writeEndObject();
            }));
  }

  static RunCommand run(byte[] json) {
    Node.ObjectNode root = object(json);
    return new RunCommand(
        needed(root, "pipeline"),
        text(root, "document"),
        map(root, "projects"),
        map(root, "sources"),
        map(root, "variables"),
        map(root, "revisions"),
        list(root, "approve").stream().map(OwnCodec::text).toList(),
        text(root, "until"),
        map(root, "environment"),
        needed(root, "token"),
        flag(root, "waits"));
  }

  static BuildCommand build(byte[] json) {
    Node.ObjectNode root = object(json);
    return new BuildCommand(
        needed(root, "project"),
        text(root, "projectDocument"),
        needed(root, "source"),
        text(root, "revision"),
        text(root, "buildspecText")
            .map(t -> new BuildCommand.NamedText(needed(root, "buildspecFile"), t)),
        text(root, "buildspecPath"),
        list(root, "variables").stream().map(OwnCodec::variable).toList(),
        text(root, "timeoutSeconds").map(OwnCodec::number),
        map(root, "environment"),
        needed(root, "token"),
        flag(root, "waits"));
  }

  /** What an owner answered. */
  public static Started started(byte[] json) {
    Node.ObjectNode root = object(json);
    return new Started(needed(root, "id"), needed(root, "pipeline"));
  }

  private static BuildCommand.Variable variable(Node node) {
    if (!(node instanceof Node.ObjectNode object)) {
      throw malformed("variables");
    }
    return new BuildCommand.Variable(needed(object, "name"), needed(object, "value"));
  }

  private static void map(JsonGenerator out, String name, Map<String, String> map) {
    out.writeObjectPropertyStart(name);
    map.forEach(out::writeStringProperty);
    out.writeEndObject();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Node.ObjectNode object(byte[] json) {
    Node root = JsonReader.read("", new String(json, StandardCharsets.UTF_8)).orRefuse().root();
    if (root instanceof Node.ObjectNode object) {
      return object;
    }
    throw malformed("the request");
  }

  private static Optional<String> text(Node.ObjectNode object, String name) {
    return object.get(name).map(OwnCodec::text);
  }

  private static String text(Node node) {
    if (node instanceof Node.Scalar scalar) {
      return scalar.text();
    }
    throw malformed(node.kind());
  }

  private static String needed(Node.ObjectNode object, String name) {
    return text(object, name).orElseThrow(() -> malformed(name));
  }

  private static boolean flag(Node.ObjectNode object, String name) {
    return text(object, name).filter("true"::equals).isPresent();
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw malformed("a number");
    }
  }

  private static List<Node> list(Node.ObjectNode object, String name) {
    return object
        .get(name)
        .map(
            node -> {
              if (node instanceof Node.ListNode list) {
                return list.values();
              }
              throw malformed(name);
            })
        .orElse(List.of());
  }

  private static Map<String, String> map(Node.ObjectNode object, String name) {
    Map<String, String> map = new LinkedHashMap<>();
    object
        .get(name)
        .ifPresent(
            node -> {
              if (!(node instanceof Node.ObjectNode members)) {
                throw malformed(name);
              }
              members.members().forEach(m -> map.put(m.name(), text(m.value())));
            });
    return map;
  }

  private static AwsFault malformed(String what) {
    return new AwsFault("SerializationException", 400, "Not understood: " + what);
  }
}
