package dev.baton.provider;

import dev.baton.model.document.Place;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.ActionOutcome.External;
import java.util.List;
import java.util.Map;

/** The common answers of providers. */
final class Outcomes {

  /** The definition is at fault, in CodePipeline's words. */
  static final String CONFIGURATION = "ConfigurationError";

  /** What CodePipeline keeps of a summary. */
  static final int LONGEST_SUMMARY = 2048;

  private Outcomes() {}

  static ActionOutcome succeeded(String id, String summary) {
    return new ActionOutcome.Succeeded(
        new External(id, clipped(summary), ""), Map.of(), Map.of(), List.of());
  }

  /** The definition is at fault. */
  static ActionOutcome misconfigured(String message) {
    return new ActionOutcome.Failed(External.NONE, CONFIGURATION, message);
  }

  /** The same, thrown from the depth; whoever runs providers makes the outcome of it. */
  static Refused misconfiguration(String message) {
    return Refused.because(CONFIGURATION, Problem.Kind.USER, message);
  }

  /** The revision that was asked for is not there. */
  static ActionOutcome unavailable(String message) {
    return new ActionOutcome.Failed(External.NONE, "RevisionUnavailable", message);
  }

  /** This machine could not do it: a full disk, a dead database. */
  static ActionOutcome broken(String message) {
    return new ActionOutcome.Failed(External.NONE, "SystemUnavailable", message);
  }

  /** The work itself failed. */
  static ActionOutcome failed(String id, String message) {
    return new ActionOutcome.Failed(new External(id, clipped(message), ""), "JobFailed", message);
  }

  /**
   * What a check of a declaration refuses, as problems of whom it is about.
   *
   * @param who as a message begins: {@code Action Deploy}
   */
  static List<Problem> problems(String code, String who, Runnable check) {
    try {
      check.run();
      return List.of();
    } catch (Refused e) {
      return List.of(Problem.error(code, Place.NOWHERE, who + ": " + e.getMessage()));
    }
  }

  static String clipped(String text) {
    return text.length() <= LONGEST_SUMMARY ? text : text.substring(0, LONGEST_SUMMARY - 3) + "...";
  }
}
