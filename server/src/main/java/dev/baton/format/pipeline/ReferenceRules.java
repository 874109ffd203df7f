package dev.baton.format.pipeline;

import dev.baton.format.document.Excerpt;
import dev.baton.format.document.Findings;
import dev.baton.format.document.Shape;
import dev.baton.format.pipeline.Draft.DraftAction;
import dev.baton.format.pipeline.Draft.DraftGate;
import dev.baton.format.pipeline.Draft.DraftRule;
import dev.baton.format.pipeline.Draft.DraftStage;
import dev.baton.model.document.Place;
import dev.baton.model.pipeline.PipelineDefinition.EnvironmentVariable;
import dev.baton.model.pipeline.PipelineDefinition.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Namespaces, and the {@code #{namespace.key}} that refer to them (codepipeline.md section 6). */
final class ReferenceRules {

  private static final Pattern REFERENCE = Pattern.compile("#\\{([^{}]*)}");

  /**
   * In commands other things are written with the same characters, so only what can be nothing else
   * counts.
   */
  private static final Pattern CERTAIN = Pattern.compile("[A-Za-z0-9@\\-_]+\\.[A-Za-z0-9@\\-_.]+");

  private static final String PIPELINE_VARIABLES = "variables";
  private static final String EXECUTION = "codepipeline";

  private final Draft draft;
  private final Findings findings;
  private final Set<String> declared;

  ReferenceRules(Draft draft) {
    this.draft = draft;
    this.findings = draft.shape().findings();
    this.declared =
        draft.definition().variables().stream().map(Variable::name).collect(Collectors.toSet());
  }

  void check() {
    namespaces();
    Set<String> before = new HashSet<>();
    for (DraftStage stage : draft.stages()) {
      Set<String> after = new HashSet<>(before);
      stage.actions().forEach(a -> a.action().namespace().ifPresent(after::add));
      for (DraftAction action : stage.actions()) {
        Set<String> available = new HashSet<>(before);
        stage.actions().stream()
            .filter(a -> a.action().runOrder() < action.action().runOrder())
            .forEach(a -> a.action().namespace().ifPresent(available::add));
        action(stage, action, available);
      }
      for (DraftGate gate : stage.gates()) {
        Set<String> available = gate.member().equals("beforeEntry") ? before : after;
        gate.rules().forEach(rule -> rule(stage, rule, available));
      }
      before = after;
    }
  }

  private void namespaces() {
    Set<String> seen = new HashSet<>();
    for (DraftAction action : draft.stages().stream().flatMap(s -> s.actions().stream()).toList()) {
      String namespace = action.action().namespace().orElse("");
      Place place = action.shape().place("namespace");
      if (namespace.isEmpty()) {
        continue;
      }
      if (!seen.add(namespace)) {
        findings.error(
            ActionRules.CODE,
            place,
            "Namespaces must be unique across the pipeline definition. The following occur more"
                + " than once in the pipeline."
                + " StageName=[%s], ActionName=[%s], Namespace=[%s]"
                    .formatted(action.stage(), action.name(), namespace));
      }
      boolean reserved =
          namespace.equals(EXECUTION)
              || (namespace.equals(PIPELINE_VARIABLES) && !declared.isEmpty());
      if (reserved) {
        findings.error(
            "InvalidStructure",
            place,
            "The namespace '"
                + namespace
                + "' of action '"
                + action.name()
                + "' is reserved; choose another one");
      }
    }
  }

  private void action(DraftStage stage, DraftAction action, Set<String> available) {
    Shape shape = action.shape();
    action
        .action()
        .configuration()
        .forEach(
            (key, value) -> {
              Site site =
                  new Site(
                      stage,
                      "ActionName",
                      action.name(),
                      key,
                      shape.valuePlace("configuration", key));
              references(site, value, available, action.isSource(), false);
            });
    for (EnvironmentVariable variable : action.action().environmentVariables()) {
      Site site =
          new Site(
              stage,
              "ActionName",
              action.name(),
              variable.name(),
              shape.namePlace("environmentVariables"));
      references(site, variable.value(), available, false, false);
    }
    Site site =
        new Site(stage, "ActionName", action.name(), "commands", shape.namePlace("commands"));
    action
        .action()
        .commands()
        .forEach(command -> references(site, command, available, false, true));
  }

  private void rule(DraftStage stage, DraftRule rule, Set<String> available) {
    String name = rule.rule().name();
    rule.rule()
        .configuration()
        .forEach(
            (key, value) -> {
              Site site =
                  new Site(
                      stage, "RuleName", name, key, rule.shape().valuePlace("configuration", key));
              references(site, value, available, false, false);
            });
    Site site = new Site(stage, "RuleName", name, "commands", rule.shape().namePlace("commands"));
    rule.rule().commands().forEach(command -> references(site, command, available, false, true));
  }

  private void references(
      Site site, String value, Set<String> available, boolean inSource, boolean onlyCertain) {
    Matcher matcher = REFERENCE.matcher(value);
    while (matcher.find()) {
      String content = matcher.group(1);
      if (!onlyCertain || CERTAIN.matcher(content).matches()) {
        reference(site, content, available, inSource);
      }
    }
  }

  private void reference(Site site, String content, Set<String> available, boolean inSource) {
    int dot = content.indexOf('.');
    String namespace = dot < 0 ? "" : content.substring(0, dot);
    String key = content.substring(dot + 1);
    if (namespace.equals(EXECUTION)) {
      return;
    }
    if (namespace.equals(PIPELINE_VARIABLES) && !available.contains(namespace)) {
      pipelineVariable(site, content, key, inSource);
      return;
    }
    if (key.isEmpty() || !available.contains(namespace)) {
      findings.error(
          ActionRules.CODE,
          site.place(),
          "Valid format for a pipeline execution variable reference is a namespace and a key"
              + " separated by a period (.). The following pipeline execution variables are"
              + " referencing a namespace that does not exist.\n"
              + site.location(content));
    }
  }

  private void pipelineVariable(Site site, String content, String key, boolean inSource) {
    if (inSource) {
      findings.error(
          "InvalidStructure",
          site.place(),
          "Variables at the pipeline level cannot be used in source actions.\n"
              + site.location(content));
    } else if (!declared.contains(key)) {
      findings.error(
          "InvalidStructure",
          site.place(),
          "The referenced variables haven't been declared.\n" + site.location(content));
    }
  }

  /** Where a reference stands, for people and for AWS's location line. */
  private record Site(DraftStage stage, String what, String name, String key, Place place) {

    String location(String content) {
      List<String> parts =
          List.of(
              "StageName=[" + stage.name() + "]",
              what + "=[" + name + "]",
              "ActionConfigurationKey=[" + Excerpt.of(key) + "]",
              "VariableReferenceText=[" + Excerpt.of(content) + "]");
      return String.join(", ", parts);
    }
  }
}
