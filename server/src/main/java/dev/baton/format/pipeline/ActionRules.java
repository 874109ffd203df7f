package dev.baton.format.pipeline;

import dev.baton.format.document.Excerpt;
import dev.baton.format.document.Findings;
import dev.baton.format.pipeline.Draft.DraftAction;
import dev.baton.format.pipeline.Draft.DraftStage;
import dev.baton.model.document.Place;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineDefinition.OutputArtifact;
import dev.baton.port.ActionProvider.ActionType;
import dev.baton.port.ActionProvider.ActionType.Bounds;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What holds for each action: AWS's InvalidActionDeclaration. */
final class ActionRules {

  static final String CODE = "InvalidActionDeclaration";

  private static final Pattern TOPIC =
      Pattern.compile("arn:aws[A-Za-z-]*:sns:(?<region>[a-z0-9-]+):\\d{12}:[A-Za-z0-9_.-]+");

  private final Draft draft;
  private final TypeRules types;
  private final String region;
  private final Findings findings;

  ActionRules(Draft draft, TypeRules types, String region) {
    this.draft = draft;
    this.types = types;
    this.region = region;
    this.findings = draft.shape().findings();
  }

  void check() {
    for (DraftStage stage : draft.stages()) {
      for (DraftAction action : stage.actions()) {
        types.checkAction(action).ifPresent(type -> ofItsType(action, type));
        commands(action);
        approval(action);
      }
    }
    artifacts();
  }

  private void ofItsType(DraftAction action, ActionType type) {
    int inputs = action.shape().size("inputArtifacts");
    int outputs = action.shape().size("outputArtifacts");
    bounds(action, "input", inputs, type.inputArtifacts());
    bounds(action, "output", outputs, type.outputArtifacts());
    if (type.v2Only() && draft.definition().type() == PipelineDefinition.Type.V1) {
      String message =
          action.action().type().provider() + " Action can only be used with V2 pipelines.";
      error(action.shape().place("actionTypeId"), message);
    }
  }

  private void bounds(DraftAction action, String kind, int count, Bounds bounds) {
    String declares =
        "Action " + action.name() + " declares " + count + " " + kind + " artifacts which is ";
    Place place = action.shape().namePlace(kind + "Artifacts");
    if (count < bounds.minimum()) {
      error(place, declares + "less than the minimum count (" + bounds.minimum() + ")");
    } else if (count > bounds.maximum()) {
      error(place, declares + "more than the maximum count (" + bounds.maximum() + ")");
    }
  }

  private void commands(DraftAction action) {
    if (!action.isTyped()) {
      return;
    }
    if (action.isCommands()) {
      if (action.shape().size("commands") == 0) {
        error(
            action.shape().place(),
            "Action " + action.name() + " must have a non-empty commands field");
      }
      return;
    }
    boolean files = action.action().outputArtifacts().stream().anyMatch(o -> !o.files().isEmpty());
    if (action.shape().has("commands") || files) {
      error(
          action.shape().namePlace(action.shape().has("commands") ? "commands" : "outputArtifacts"),
          "The following action cannot contain a commands field: "
              + action.name()
              + ". To use the commands field, use a compute action.");
    }
    for (String member : List.of("outputVariables", "environmentVariables")) {
      if (action.shape().size(member) > 0) {
        error(
            action.shape().namePlace(member),
            "Action "
                + action.name()
                + " cannot contain "
                + member
                + "; only a Commands action can");
      }
    }
  }

  private void approval(DraftAction action) {
    boolean approval = action.action().type().category().equals("Approval");
    if (!approval && action.isTyped() && action.action().timeoutMinutes().isPresent()) {
      error(
          action.shape().namePlace("timeoutInMinutes"),
          "Action "
              + action.name()
              + " cannot contain timeoutInMinutes; only a manual approval can");
    }
    String topic = action.action().configuration().get("NotificationArn");
    if (!approval || topic == null || topic.contains("#{")) {
      return;
    }
    Place place = action.shape().valuePlace("configuration", "NotificationArn");
    String subject =
        "The ARN "
            + Excerpt.of(topic, 200)
            + " you specified for sending notifications for the approval action "
            + action.name();
    Matcher matcher = TOPIC.matcher(topic);
    if (!matcher.matches()) {
      error(place, subject + " contains a format error.");
    } else if (!region.equals(matcher.group("region"))) {
      error(place, subject + " is valid, but the ARN is not in the same region as the pipeline.");
    }
  }

  private void artifacts() {
    Set<String> before = new HashSet<>();
    Set<String> all = new HashSet<>();
    for (DraftStage stage : draft.stages()) {
      for (DraftAction action : stage.actions()) {
        inputs(stage, action, before);
        action.action().outputArtifacts().forEach(output -> unique(all, action, output));
      }
      stage.actions().forEach(a -> a.action().outputArtifacts().forEach(o -> before.add(o.name())));
    }
  }

  private void inputs(DraftStage stage, DraftAction action, Set<String> before) {
    Set<String> available = new HashSet<>(before);
    stage.actions().stream()
        .filter(a -> a.action().runOrder() < action.action().runOrder())
        .forEach(a -> a.action().outputArtifacts().forEach(o -> available.add(o.name())));
    for (String input : action.action().inputArtifacts()) {
      if (!input.isEmpty() && !available.contains(input)) {
        error(
            action.shape().namePlace("inputArtifacts"),
            "Input Artifact Bundle "
                + input
                + " in action "
                + action.name()
                + " is not declared as Output Artifact Bundle in any of the preceding actions");
      }
    }
  }

  private void unique(Set<String> all, DraftAction action, OutputArtifact output) {
    if (!output.name().isEmpty() && !all.add(output.name())) {
      error(
          action.shape().namePlace("outputArtifacts"),
          "Output Artifact Bundle name must be unique within the pipeline. "
              + output.name()
              + " has been used more than once.");
    }
  }

  private void error(Place place, String message) {
    findings.error(CODE, place, message);
  }
}
