package dev.baton.format.pipeline;

import dev.baton.format.document.Findings;
import dev.baton.format.pipeline.Draft.DraftAction;
import dev.baton.format.pipeline.Draft.DraftStage;
import dev.baton.format.pipeline.Draft.DraftTrigger;
import dev.baton.model.document.Place;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineDefinition.ExecutionMode;
import dev.baton.model.pipeline.PipelineDefinition.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What holds for the pipeline as a whole: AWS's InvalidStructure and InvalidStageDeclaration. */
final class StructureRules {

  private static final String STRUCTURE = "InvalidStructure";
  private static final String STAGE = "InvalidStageDeclaration";
  private static final int MAXIMUM_STAGES = 50;
  private static final int MAXIMUM_ACTIONS_OF_A_STAGE = 50;

  private final Draft draft;
  private final String region;
  private final Findings findings;

  StructureRules(Draft draft, String region) {
    this.draft = draft;
    this.region = region;
    this.findings = draft.shape().findings();
  }

  void check() {
    if (draft.shape().has("stages")) {
      stageCount();
      sources();
      names();
      actionCount();
    }
    stores();
    variables();
    triggers();
    v2Only();
  }

  private void stageCount() {
    int count = draft.shape().size("stages");
    Place place = draft.shape().namePlace("stages");
    if (count < 2) {
      error(
          place,
          "Pipeline has only "
              + count
              + " stage(s). There should be a minimum of 2 stages in a pipeline");
    }
    if (count > MAXIMUM_STAGES) {
      error(place, "Pipeline has too many stages. There can only be up to 50 stages in a pipeline");
    }
  }

  private void sources() {
    List<DraftStage> stages = draft.stages();
    if (stages.isEmpty() || !everythingIsTyped()) {
      return;
    }
    List<DraftAction> first = stages.getFirst().actions();
    if (first.isEmpty() || !first.stream().allMatch(DraftAction::isSource)) {
      error(
          stages.getFirst().shape().place(),
          "Pipeline should start with a stage that only contains source actions");
    }
    stages.stream()
        .skip(1)
        .flatMap(s -> s.actions().stream())
        .filter(DraftAction::isSource)
        .forEach(
            a ->
                error(
                    a.shape().place(),
                    "Source actions can only be included in the first stage of the pipeline"));
    if (stages.stream().flatMap(s -> s.actions().stream()).allMatch(DraftAction::isSource)) {
      error(
          draft.shape().namePlace("stages"),
          "Pipeline should contain at least 1 action whose category is not Source");
    }
  }

  /** Without types nothing can be said about sources, and what is missing was told already. */
  private boolean everythingIsTyped() {
    return draft.stages().stream()
        .flatMap(s -> s.actions().stream())
        .noneMatch(a -> a.action().type().category().isEmpty());
  }

  private void names() {
    Set<String> stages = new HashSet<>();
    for (DraftStage stage : draft.stages()) {
      if (!stage.name().isEmpty() && !stages.add(stage.name())) {
        stageError(
            stage.shape().place("name"),
            "Stage name '" + stage.name() + "' is used more than once");
      }
      Set<String> actions = new HashSet<>();
      for (DraftAction action : stage.actions()) {
        if (!action.name().isEmpty() && !actions.add(action.name())) {
          findings.error(
              ActionRules.CODE,
              action.shape().place("name"),
              "Action name '"
                  + action.name()
                  + "' is used more than once in stage '"
                  + stage.name()
                  + "'");
        }
      }
    }
  }

  private void actionCount() {
    int all = 0;
    for (DraftStage stage : draft.stages()) {
      int count = stage.shape().size("actions");
      all += count;
      Place place = stage.shape().namePlace("actions");
      if (stage.shape().isEmptyList("actions")) {
        stageError(
            place,
            "Stage '"
                + stage.name()
                + "' has no actions. There should be a minimum of 1 action in a stage");
      }
      if (count > MAXIMUM_ACTIONS_OF_A_STAGE) {
        findings.error(
            "LimitExceeded",
            place,
            "Stage '"
                + stage.name()
                + "' has "
                + count
                + " actions; at most "
                + MAXIMUM_ACTIONS_OF_A_STAGE
                + " are allowed");
      }
    }
    if (all > Draft.MAXIMUM_ACTIONS) {
      findings.error(
          "LimitExceeded",
          draft.shape().namePlace("stages"),
          "The pipeline has "
              + all
              + " actions; at most "
              + Draft.MAXIMUM_ACTIONS
              + " are allowed");
    }
  }

  private void stores() {
    boolean one = draft.shape().has("artifactStore");
    boolean many = draft.shape().has("artifactStores");
    if (one == many) {
      error(
          many ? draft.shape().namePlace("artifactStores") : draft.shape().place(),
          (many
                  ? "The pipeline declares both artifactStore and artifactStores"
                  : "The pipeline declares no artifact store")
              + "; declare exactly one of artifactStore and artifactStores");
      return;
    }
    Set<String> regions = draft.definition().artifactStore().byRegion().keySet();
    if (many && !regions.contains(region)) {
      error(
          draft.shape().namePlace("artifactStores"),
          "artifactStores has no entry for " + region + ", the region of the pipeline");
    }
    draft.stages().stream()
        .flatMap(s -> s.actions().stream())
        .forEach(action -> store(action, regions));
  }

  private void store(DraftAction action, Set<String> regions) {
    String used = action.action().region().orElse(region);
    if (!used.equals(region) && !regions.contains(used)) {
      error(
          action.shape().place("region"),
          "Action '"
              + action.name()
              + "' runs in region "
              + used
              + ", which has no artifact store; declare artifactStores with an entry for each"
              + " region");
    }
  }

  private void variables() {
    Set<String> names = new HashSet<>();
    for (Variable variable : draft.definition().variables()) {
      if (!names.add(variable.name())) {
        error(
            draft.shape().namePlace("variables"),
            "Variable names must be unique. The following variable name is already in use: "
                + variable.name());
      }
    }
  }

  private void triggers() {
    Set<String> triggered = new HashSet<>();
    for (DraftTrigger trigger : draft.triggers()) {
      if (trigger.sourceAction().isEmpty()) {
        continue;
      }
      Place place = trigger.configuration().place("sourceActionName");
      boolean connection =
          draft.stages().stream()
              .limit(1)
              .flatMap(s -> s.actions().stream())
              .anyMatch(
                  a ->
                      a.name().equals(trigger.sourceAction())
                          && a.action().type().provider().equals("CodeStarSourceConnection"));
      if (!connection) {
        error(place, "Triggers for connections must reference a CodeStarSourceConnection action.");
      } else if (!triggered.add(trigger.sourceAction())) {
        error(
            place,
            "The action '"
                + trigger.sourceAction()
                + "' has more than one trigger; put all filters into one");
      }
    }
  }

  private void v2Only() {
    if (draft.definition().type() == PipelineDefinition.Type.V2) {
      return;
    }
    if (!draft.definition().variables().isEmpty()) {
      error(
          draft.shape().namePlace("variables"),
          "Pipeline variable can only be used with V2 pipelines");
    }
    if (draft.shape().size("triggers") > 0) {
      error(
          draft.shape().namePlace("triggers"),
          "Triggers on tag can only be used with V2 pipelines");
    }
    if (draft.definition().mode() != ExecutionMode.SUPERSEDED) {
      error(
          draft.shape().place("executionMode"),
          "QUEUED or PARALLEL mode can only be used with V2 pipelines");
    }
    for (DraftStage stage : draft.stages()) {
      stage.gates().stream()
          .map(gate -> stage.shape().namePlace(gate.member()))
          .forEach(
              place ->
                  stageError(place, "Stage level conditions can only be used with V2 pipelines."));
    }
  }

  private void error(Place place, String message) {
    findings.error(STRUCTURE, place, message);
  }

  private void stageError(Place place, String message) {
    findings.error(STAGE, place, message);
  }
}
