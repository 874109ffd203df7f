package dev.baton.api.aws.query;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.wire.ShapeWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Writes the answers of one service as XML. Safe for concurrent use. */
final class XmlAnswer {

  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final XMLOutputFactory factory = XMLOutputFactory.newDefaultFactory();
  private final String namespace;

  XmlAnswer(String namespace) {
    this.namespace = namespace;
  }

  /** Writes elements. */
  private interface Content {
    void write(XMLStreamWriter out) throws XMLStreamException;
  }

  /** {@code ACTIONResponse} with an {@code ACTIONResult}. */
  byte[] success(String action, SdkPojo result, String requestId) {
    return document(
        action + "Response",
        out -> {
          out.writeStartElement(action + "Result");
          members(out, result);
          out.writeEndElement();
          out.writeStartElement("ResponseMetadata");
          element(out, "RequestId", requestId);
          out.writeEndElement();
        });
  }

  /** {@code ErrorResponse}. */
  byte[] fault(AwsFault fault, String requestId) {
    return document(
        "ErrorResponse",
        out -> {
          out.writeStartElement("Error");
          element(out, "Type", fault.status() < 500 ? "Sender" : "Receiver");
          element(out, "Code", fault.type());
          element(out, "Message", fault.message());
          out.writeEndElement();
          element(out, "RequestId", requestId);
        });
  }

  private byte[] document(String root, Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try {
      XMLStreamWriter out;
      synchronized (factory) {
        out = factory.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
      }
      out.writeStartElement(root);
      out.writeDefaultNamespace(namespace);
      content.write(out);
      out.writeEndElement();
      out.writeEndDocument();
      out.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("cannot write XML into memory", e);
    }
    return bytes.toByteArray();
  }

  private static void members(XMLStreamWriter out, SdkPojo shape) throws XMLStreamException {
    for (SdkField<?> field : shape.sdkFields()) {
      Object value = field.getValueOrDefault(shape);
      if (ShapeWriter.isSet(value)) {
        member(out, field, value);
      }
    }
  }

  private static void member(XMLStreamWriter out, SdkField<?> field, Object value)
      throws XMLStreamException {
    out.writeStartElement(field.locationName());
    switch (value) {
      case SdkPojo shape -> members(out, shape);
      case List<?> list -> list(out, field.getTrait(ListTrait.class), list);
      case Map<?, ?> map -> map(out, field.getTrait(MapTrait.class), map);
      default -> out.writeCharacters(text(value));
    }
    out.writeEndElement();
  }

  private static void list(XMLStreamWriter out, ListTrait trait, List<?> list)
      throws XMLStreamException {
    for (Object each : list) {
      out.writeStartElement(or(trait.memberLocationName(), "member"));
      element(out, each);
      out.writeEndElement();
    }
  }

  private static void map(XMLStreamWriter out, MapTrait trait, Map<?, ?> map)
      throws XMLStreamException {
    for (Map.Entry<?, ?> each : map.entrySet()) {
      out.writeStartElement("entry");
      element(out, or(trait.keyLocationName(), "key"), String.valueOf(each.getKey()));
      out.writeStartElement(or(trait.valueLocationName(), "value"));
      element(out, each.getValue());
      out.writeEndElement();
      out.writeEndElement();
    }
  }

  /** Lists of lists do not occur in this protocol. */
  private static void element(XMLStreamWriter out, Object value) throws XMLStreamException {
    if (value instanceof SdkPojo shape) {
      members(out, shape);
    } else {
      out.writeCharacters(text(value));
    }
  }

  private static void element(XMLStreamWriter out, String name, String text)
      throws XMLStreamException {
    out.writeStartElement(name);
    out.writeCharacters(legal(text));
    out.writeEndElement();
  }

  private static String text(Object value) {
    return switch (value) {
      case String text -> legal(text);
      case Instant instant -> ISO.format(instant);
      case Boolean flag -> flag.toString();
      case Number number -> number.toString();
      case SdkBytes bytes -> Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
      default -> throw new IllegalArgumentException("no XML for " + value.getClass().getName());
    };
  }

  /** XML 1.0 has no way to say most control characters. */
  private static String legal(String text) {
    StringBuilder legal = new StringBuilder(text.length());
    text.codePoints()
        .map(
            c ->
                (c >= 0x20 && c <= 0xD7FF)
                        || c == '\t'
                        || c == '\n'
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c >= 0x10000
                    ? c
                    : 0xFFFD)
        .forEach(legal::appendCodePoint);
    return legal.toString();
  }

  private static String or(@Nullable String name, String usual) {
    return name == null ? usual : name;
  }
}
