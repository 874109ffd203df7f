package dev.baton.format.pipeline;

import dev.baton.format.document.DocumentReader;
import dev.baton.format.document.Excerpt;
import dev.baton.format.document.Findings;
import dev.baton.format.document.JsonReader;
import dev.baton.format.document.Parsed;
import dev.baton.format.document.Shape;
import dev.baton.format.pipeline.Draft.DraftAction;
import dev.baton.format.pipeline.Draft.DraftGate;
import dev.baton.format.pipeline.Draft.DraftRule;
import dev.baton.format.pipeline.Draft.DraftStage;
import dev.baton.model.document.Node;
import dev.baton.model.document.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Values that AWS looks at only when the action runs: warnings, so that nobody waits for the run to
 * learn of them. Values with references are left alone.
 */
final class ValueHints {

  private static final String CODE = "ActionConfigurationValue";

  private final Draft draft;
  private final Findings findings;
  private final ValueChecks checks;

  ValueHints(Draft draft, ValueChecks checks) {
    this.draft = draft;
    this.checks = checks;
    this.findings = draft.shape().findings();
  }

  void check() {
    for (DraftStage stage : draft.stages()) {
      for (DraftAction action : stage.actions()) {
        action.action().configuration().forEach((key, value) -> value(action, key, value));
        primarySource(action);
        checks.action(action.action()).forEach(problem -> add(problem, action.shape()));
      }
      for (DraftGate gate : stage.gates()) {
        gate.rules().forEach(this::rule);
        for (DraftRule rule : gate.rules()) {
          checks.rule(rule.rule()).forEach(problem -> add(problem, rule.shape()));
        }
      }
    }
  }

  /** At the configuration, as the one place that all of them have. */
  private void add(Problem problem, Shape shape) {
    findings.add(
        new Problem(
            problem.code(),
            problem.kind(),
            problem.severity(),
            problem.message(),
            problem.parameters(),
            shape.namePlace("configuration")));
  }

  private void value(DraftAction action, String key, String value) {
    if (value.contains("#{")) {
      return;
    }
    switch (key) {
      case "Extract" -> {
        oneOf(action, key, value, List.of("true", "false"));
        if (value.equals("false") && !action.action().configuration().containsKey("ObjectKey")) {
          warn(action, key, "'Extract' is false, so the action needs an 'ObjectKey' when it runs");
        }
      }
      case "OutputArtifactFormat" ->
          oneOf(action, key, value, List.of("CODE_ZIP", "CODEBUILD_CLONE_REF"));
      case "PollForSourceChanges", "DetectChanges", "IsSummaryRequired" ->
          oneOf(action, key, value.toLowerCase(Locale.ROOT), List.of("true", "false"));
      case "EnvironmentVariables" -> environment(action, key, value);
      default -> {
        // Any text will do.
      }
    }
  }

  private void environment(DraftAction action, String key, String value) {
    Parsed<Node> variables =
        JsonReader.read("", value).then(d -> new Parsed.Accepted<>(d.root(), List.of()));
    boolean list =
        variables.value().orElse(null) instanceof Node.ListNode all
            && all.values().stream()
                .allMatch(
                    v ->
                        v instanceof Node.ObjectNode o
                            && o.get("name").isPresent()
                            && o.get("value").isPresent());
    if (!list && value.length() < DocumentReader.MAX_BYTES) {
      warn(
          action,
          key,
          "'EnvironmentVariables' is no JSON list of objects with name and value:"
              + " [{\"name\":\"A\",\"value\":\"b\",\"type\":\"PLAINTEXT\"}]");
    }
  }

  private void primarySource(DraftAction action) {
    if (!action.action().type().provider().equals("CodeBuild")) {
      return;
    }
    List<String> inputs = action.action().inputArtifacts();
    String primary = action.action().configuration().get("PrimarySource");
    if (inputs.size() > 1 && primary == null) {
      findings.warning(
          CODE,
          action.shape().namePlace("inputArtifacts"),
          "Action '"
              + action.name()
              + "' has "
              + inputs.size()
              + " input artifacts and needs a 'PrimarySource' when it runs");
    } else if (primary != null && !primary.contains("#{") && !inputs.contains(primary)) {
      warn(
          action,
          "PrimarySource",
          "'PrimarySource' names '"
              + Excerpt.of(primary)
              + "', which is no input artifact of the action");
    }
  }

  private void rule(DraftRule rule) {
    Map<String, String> configuration = rule.rule().configuration();
    String operator = configuration.get("Operator");
    if (operator != null && !List.of("EQ", "NE", "CONTAINS", "MATCHES").contains(operator)) {
      findings.warning(
          CODE,
          rule.shape().valuePlace("configuration", "Operator"),
          "Rule '"
              + rule.rule().name()
              + "': 'Operator' is one of EQ, NE, CONTAINS, MATCHES, not '"
              + Excerpt.of(operator)
              + "'");
    }
  }

  private void oneOf(DraftAction action, String key, String value, List<String> words) {
    if (!words.contains(value)) {
      warn(
          action,
          key,
          "'"
              + key
              + "' is one of "
              + String.join(", ", words)
              + ", not '"
              + Excerpt.of(value)
              + "'");
    }
  }

  private void warn(DraftAction action, String key, String message) {
    findings.warning(
        CODE,
        action.shape().valuePlace("configuration", key),
        "Action '" + action.name() + "': " + message);
  }
}
