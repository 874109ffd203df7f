package dev.baton.adapter.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.model.build.PhaseType;
import dev.baton.model.build.program.ProgramProtocol;
import dev.baton.port.BuildRunner.ProgramEvent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a program's control channel. What does not begin with the program's token is no event: it
 * was written by somebody else and is dropped. Memory is bounded by {@link #LONGEST_FIELD}.
 */
final class EventDecoder {

  /** Longer values are cut, and the event says so. */
  static final int LONGEST_FIELD = 1 << 20;

  private final byte[] token;
  private final Consumer<Event> events;
  private final ByteArrayOutputStream field = new ByteArrayOutputStream();
  private final List<String> values = new ArrayList<>();
  private Optional<String> kind = Optional.empty();
  private boolean begun;
  private boolean cut;

  EventDecoder(String token, Consumer<Event> events) {
    this.token = token.getBytes(UTF_8);
    this.events = events;
  }

  /** What a mark in the log stands for. */
  sealed interface Event {

    /** For the listener. */
    record Heard(ProgramEvent event) implements Event {}

    /** The program came to its end. */
    record Finished() implements Event {}

    /** A value that is too long to be taken, by the name of its variable or key. */
    record TooLong(String name) implements Event {}
  }

  void read(byte[] bytes, int length) {
    int start = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == 0) {
        append(bytes, start, i - start);
        endField();
        start = i + 1;
      }
    }
    append(bytes, start, length - start);
  }

  private void append(byte[] bytes, int offset, int length) {
    int room = Math.min(length, LONGEST_FIELD - field.size());
    field.write(bytes, offset, room);
    cut |= room < length;
  }

  private void endField() {
    byte[] bytes = field.toByteArray();
    field.reset();
    if (!begun) {
      begun = Arrays.equals(bytes, token);
      cut = false;
      return;
    }
    String text = new String(bytes, UTF_8);
    if (kind.isEmpty()) {
      kind = Optional.of(text);
    } else {
      values.add(text);
    }
    int wanted = ProgramProtocol.fields(kind.get());
    if (values.size() >= wanted) {
      event(kind.get()).ifPresent(events);
      begun = false;
      cut = false;
      kind = Optional.empty();
      values.clear();
    }
  }

  private Optional<Event> event(String of) {
    if (cut) {
      return values.stream().findFirst().map(Event.TooLong::new);
    }
    if (of.equals(ProgramProtocol.FINISHED)) {
      return Optional.of(new Event.Finished());
    }
    return heard(of).map(Event.Heard::new);
  }

  private Optional<ProgramEvent> heard(String of) {
    return switch (of) {
      case ProgramProtocol.PHASE_STARTED -> phase().map(ProgramEvent.PhaseStarted::new);
      case ProgramProtocol.PHASE_ENDED ->
          phase().map(phase -> new ProgramEvent.PhaseEnded(phase, values.get(1).equals("1")));
      case ProgramProtocol.STARTED ->
          phase().map(phase -> new ProgramEvent.CommandStarted(phase, number(1), inFinally()));
      case ProgramProtocol.ENDED ->
          phase()
              .map(
                  phase -> new ProgramEvent.CommandEnded(phase, number(1), inFinally(), number(3)));
      case ProgramProtocol.EXPORTED ->
          Optional.of(
              new ProgramEvent.Exported(values.get(0), values.get(2), values.get(1).equals("1")));
      case ProgramProtocol.EXPANDED ->
          Optional.of(new ProgramEvent.Expanded(values.get(0), values.get(1)));
      case ProgramProtocol.CANNOT_RUN ->
          phase().map(phase -> new ProgramEvent.CannotRun(phase, values.get(1)));
      default -> Optional.empty();
    };
  }

  private boolean inFinally() {
    return values.get(2).equals(ProgramProtocol.FINALLY);
  }

  private Optional<PhaseType> phase() {
    return Arrays.stream(PhaseType.values())
        .filter(phase -> phase.isShell() && phase.name().equals(values.getFirst()))
        .findFirst();
  }

  private int number(int at) {
    return Integer.parseInt(values.get(at));
  }
}
