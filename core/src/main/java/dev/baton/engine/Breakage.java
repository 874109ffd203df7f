package dev.baton.engine;

import dev.baton.model.execution.Effect;
import java.util.Optional;

/** What is said of work that broke, and of whom. */
final class Breakage {

  private Breakage() {}

  /** The execution to which the work belongs, where it says so. */
  static Optional<String> executionOf(Effect effect) {
    return switch (effect) {
      case Effect.RunAction e -> Optional.of(e.executionId());
      case Effect.RunRule e -> Optional.of(e.executionId());
      case Effect.AbandonAction e -> Optional.of(e.executionId());
      case Effect.AbandonRule e -> Optional.of(e.executionId());
      case Effect.StartRollback e -> Optional.of(e.causeExecutionId());
      case Effect.SetTimer _, Effect.CancelTimer _ -> Optional.empty();
    };
  }

  /** The fault's own words; the name of its kind when it has none. */
  static String words(Throwable fault) {
    String message = fault.getMessage();
    return message == null || message.isBlank() ? fault.getClass().getSimpleName() : message;
  }
}
