package dev.baton.provider;

import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.ActionOutcome.External;
import java.util.List;
import java.util.Map;

/** The common answers of providers. */
final class Outcomes {

  private Outcomes() {}

  static ActionOutcome succeeded(String id, String summary) {
    return new ActionOutcome.Succeeded(
        new External(id, summary, ""), Map.of(), Map.of(), List.of());
  }

  /** The definition is at fault. */
  static ActionOutcome misconfigured(String message) {
    return new ActionOutcome.Failed(External.NONE, "ConfigurationError", message);
  }

  /** The work itself failed. */
  static ActionOutcome failed(String id, String message) {
    return new ActionOutcome.Failed(new External(id, message, ""), "JobFailed", message);
  }
}
