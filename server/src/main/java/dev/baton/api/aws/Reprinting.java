package dev.baton.api.aws;

import dev.baton.api.aws.wire.Json;
import dev.baton.api.aws.wire.ShapeReader;
import dev.baton.api.aws.wire.ShapeWriter;
import dev.baton.api.aws.wire.Timestamps;
import java.time.ZoneId;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;

/** An answer from the wire as the aws CLI prints it. */
public final class Reprinting {

  private final List<Operation<?, ?>> operations;
  private final ShapeReader reader = new ShapeReader();
  private final ShapeWriter writer;

  public Reprinting(List<Operation<?, ?>> operations, ZoneId zone) {
    this.operations = List.copyOf(operations);
    this.writer = new ShapeWriter(Timestamps.ISO, zone);
  }

  /** Indented, timestamps as text. */
  public String pretty(String target, byte[] answer) {
    Operation<?, ?> operation =
        operations.stream()
            .filter(o -> o.target().equals(target))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no operation " + target));
    SdkPojo shape = reader.read(answer, operation.response());
    return Json.pretty(out -> writer.write(out, shape));
  }
}
