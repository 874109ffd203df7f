package dev.baton.engine;

import dev.baton.model.execution.Decision;
import dev.baton.model.execution.Input;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Something for a pipeline's loop to do, and where its answer goes. */
sealed interface Envelope {

  /** Completes once what was decided is durable; exceptionally with Refused or a port's fault. */
  CompletableFuture<Answer> answer();

  /** The work that is answered by this, and goes away with it. */
  Optional<String> done();

  /** Whether a worker reports, rather than somebody asks. */
  default boolean isReport() {
    return done().isPresent() || (this instanceof Tell tell && tell.input() instanceof Input.Fact);
  }

  /**
   * What came of it.
   *
   * @param repeated the client's token had started that execution before; nothing was decided now
   */
  record Answer(Optional<Decision> decision, Optional<String> repeated) {}

  /** Tell the machine. */
  record Tell(
      Input input,
      Optional<String> done,
      Optional<String> clientToken,
      CompletableFuture<Answer> answer)
      implements Envelope {}

  /** A new definition: the next version. */
  record Redefine(String document, Map<String, String> sources, CompletableFuture<Answer> answer)
      implements Envelope {
    @Override
    public Optional<String> done() {
      return Optional.empty();
    }
  }

  /** Work that turned out to be pointless. */
  record Forget(String workId, CompletableFuture<Answer> answer) implements Envelope {
    @Override
    public Optional<String> done() {
      return Optional.of(workId);
    }
  }
}
