package dev.baton.model.job;

import dev.baton.model.execution.ActionOutcome.External;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a job worker answered.
 *
 * @param external what the worker calls its work; its address is made from the type's template
 * @param code CodePipeline's failure type; empty for a success
 * @param message of a failure
 * @param continuation of a success that is not the end: the action goes on with a further job
 * @param revisions what the worker found or made, one at the most
 */
public record JobResult(
    boolean succeeded,
    External external,
    String code,
    String message,
    Map<String, String> outputVariables,
    Optional<String> continuation,
    List<Revision> revisions) {

  /**
   * A revision in the worker's words.
   *
   * @param change what tells it from the one before
   */
  public record Revision(String revision, String change, String summary) {}
}
