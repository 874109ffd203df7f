package dev.baton.model.execution;

import dev.baton.model.artifact.ArtifactLocation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a provider answers for an action. A red build is a value, not an exception. */
public sealed interface ActionOutcome {

  /** What the provider calls its own work: a build's id, an object's version. */
  record External(String id, String summary, String url) {

    public static final External NONE = new External("", "", "");
  }

  /** The action is done. */
  record Succeeded(
      External external,
      Map<String, String> outputVariables,
      Map<String, ArtifactLocation> artifacts,
      List<ArtifactRevision> revisions)
      implements ActionOutcome {}

  /**
   * The action has failed.
   *
   * @param code CodePipeline's failure type ({@code JobFailed}, {@code ConfigurationError}, ...) or
   *     {@code Interrupted}
   */
  record Failed(External external, String code, String message) implements ActionOutcome {}

  /** Ask again with the token, not before the instant; no thread waits. */
  record Continue(External external, String token, Instant notBefore) implements ActionOutcome {}

  /** Nothing to do now: a person or a job worker will answer. */
  record Waiting(External external, Optional<Instant> until) implements ActionOutcome {}
}
