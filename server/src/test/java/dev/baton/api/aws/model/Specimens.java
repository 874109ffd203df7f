package dev.baton.api.aws.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Requests made from a model: the least that is valid. */
final class Specimens {

  /** One of these satisfies each pattern of the models, as it is or repeated. */
  private static final List<String> TEXTS =
      List.of(
          "a",
          "1",
          "aa",
          "0123456789abcdef",
          "123456789012",
          "01234567-89ab-cdef-0123-456789abcdef",
          "1.0",
          "1.1.1",
          "1.2.3.4",
          "AWS",
          "i-01234567",
          "mi-0123456789abcdef0",
          "oi-0123456789ab",
          "https://a",
          "https://b.s3.amazonaws.com/a",
          "http://a",
          "s3://aaa/b",
          "aws:abc",
          "AWS:abc",
          "Custom:abc",
          "us-east-1",
          "us-east-1a",
          "2026-01-01T00:00:00Z",
          "arn:aws:lambda:us-east-1:123456789012:function:f",
          "arn:aws:codepipeline:us-east-1:123456789012:p",
          "arn:aws:iam::123456789012:role/r",
          "arn:aws:ssm:us-east-1:123456789012:opsitem/a",
          "arn:aws:ssm:us-east-1:123456789012:opsmetadata/a",
          "arn:aws:iam::123456789012:instance-profile/r",
          "arn:aws:sns:us-east-1:123456789012:t",
          "arn:aws:s3:::bucket",
          "pr_0123456789abcdef0",
          "arn:aws:kms:us-east-1:123456789012:key/0",
          "1h",
          "mw-0123456789abcdef0",
          "ou-0123-01234567",
          "sum",
          "Name",
          "$LATEST",
          "{}",
          "/a",
          "a/b",
          "a=b",
          "$.a");

  private final Shape.Table shapes;

  Specimens(Shape.Table shapes) {
    this.shapes = shapes;
  }

  /** The least valid value of a shape. */
  Object least(Shape shape) {
    return switch (shape) {
      case Shape.Structure structure -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Shape.Member member : structure.members()) {
          if (member.required()) {
            map.put(member.name(), least(shapes.of(member.shape())));
          }
        }
        yield map;
      }
      case Shape.Elements elements ->
          new ArrayList<>(
              IntStream.range(0, least(elements.size()))
                  .mapToObj(_ -> least(shapes.of(elements.of())))
                  .toList());
      case Shape.Entries entries -> entries(entries);
      case Shape.Text text -> text(text);
      case Shape.Bytes _ -> "YQ==";
      case Shape.Numeric numeric ->
          BigDecimal.valueOf(numeric.range().least().orElse(1.0)).stripTrailingZeros();
      case Shape.Plain plain when plain.kind() == Shape.Kind.BOOLEAN -> true;
      case Shape.Plain _ -> BigDecimal.ONE;
    };
  }

  /** One more than the least of a list or map, when that is none: something to look into. */
  Object some(Shape shape) {
    Object least = least(shape);
    if (shape instanceof Shape.Elements elements && ((List<?>) least).isEmpty()) {
      return new ArrayList<>(List.of(least(shapes.of(elements.of()))));
    }
    if (shape instanceof Shape.Entries entries && ((Map<?, ?>) least).isEmpty()) {
      return entry(entries, 0);
    }
    return least;
  }

  private Map<String, Object> entries(Shape.Entries entries) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < least(entries.size()); i++) {
      map.putAll(entry(entries, i));
    }
    return map;
  }

  private Map<String, Object> entry(Shape.Entries entries, int index) {
    Shape.Text key = (Shape.Text) shapes.of(entries.key());
    String name = index == 0 ? text(key) : text(key) + index;
    return new LinkedHashMap<>(Map.of(name, least(shapes.of(entries.value()))));
  }

  private static int least(Shape.Bounds size) {
    return size.least().orElse(0.0).intValue();
  }

  /** A valid text. */
  String text(Shape.Text shape) {
    if (!shape.values().isEmpty()) {
      return shape.values().getFirst();
    }
    int least = Math.max(1, least(shape.length()));
    Stream<String> repeated =
        TEXTS.stream().map(text -> text.repeat((least + text.length() - 1) / text.length()));
    Stream<String> padded = TEXTS.stream().map(text -> text + "a".repeat(least));
    return Stream.of(TEXTS.stream(), repeated, padded)
        .flatMap(texts -> texts)
        .filter(text -> Constraints.brokenBy(shape, text).isEmpty())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no specimen for " + shape));
  }
}
