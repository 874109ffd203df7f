package dev.baton.format.pipeline;

import dev.baton.format.document.Document;
import dev.baton.format.document.Findings;
import dev.baton.format.document.NodeWriter;
import dev.baton.format.document.Parsed;
import dev.baton.format.document.PlainTexts;
import dev.baton.format.document.Shape;
import dev.baton.format.document.Shape.Constraint;
import dev.baton.format.document.Shape.Manner;
import dev.baton.model.document.Node;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.port.ActionProvider.ActionType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A pipeline's declaration, from a file or from the wire, to {@link PipelineDefinition}. Every
 * problem at once: broken constraints (code {@code Validation}) as well as AWS's InvalidStructure,
 * InvalidStageDeclaration and InvalidActionDeclaration. Safe for concurrent use.
 */
public final class PipelineReader {

  private final List<ActionType> actionTypes;
  private final Function<ActionTypeId, Optional<ActionType>> further;
  private final List<ActionType> ruleTypes;
  private final ValueChecks checks;
  private final String region;

  /** A reader that knows types alone. */
  public PipelineReader(
      Collection<ActionType> actionTypes, Collection<ActionType> ruleTypes, String region) {
    this(actionTypes, _ -> Optional.empty(), ruleTypes, ValueChecks.NONE, region);
  }

  /**
   * A reader for what can be run here.
   *
   * @param actionTypes every registered action type
   * @param further asked for an action type that is not registered, once for each action
   * @param ruleTypes every registered rule type, of category Rule
   * @param checks of the values
   * @param region the region of the pipelines
   */
  public PipelineReader(
      Collection<ActionType> actionTypes,
      Function<ActionTypeId, Optional<ActionType>> further,
      Collection<ActionType> ruleTypes,
      ValueChecks checks,
      String region) {
    this.actionTypes = List.copyOf(actionTypes);
    this.further = further;
    this.ruleTypes = List.copyOf(ruleTypes);
    this.checks = checks;
    this.region = region;
  }

  /**
   * An accepted declaration.
   *
   * @param declaration the pipeline alone, as it came, but for numbers and booleans that YAML had
   *     where text is meant
   * @param tags of the file, for the creation
   */
  public record Declared(
      PipelineDefinition definition, Node.ObjectNode declaration, Map<String, String> tags) {

    /** What is stored. */
    public String document() {
      return NodeWriter.json(declaration);
    }
  }

  /**
   * Whether a file's content is meant as a pipeline: it has a member {@code pipeline}, or stages.
   */
  public static boolean isPipeline(Node root) {
    return root instanceof Node.ObjectNode object
        && (object.member("pipeline").isPresent() || object.member("stages").isPresent());
  }

  /**
   * Reads a file strictly: {@code {"pipeline": {...}}} with or without {@code metadata} and {@code
   * tags}, or the bare pipeline.
   */
  public Parsed<Declared> file(Document document) {
    Findings findings = new Findings();
    Manner manner = Manner.file(document.notation());
    if (!(document.root() instanceof Node.ObjectNode root)) {
      findings.error(
          Shape.CODE,
          document.root().place(),
          "Expected a pipeline (an object), not " + document.root().kind());
      return findings.reject();
    }
    if (root.member("pipeline").isEmpty()) {
      return declaration(root, Map.of(), new Shape(root, "pipeline", manner, findings), false);
    }
    Shape request = new Shape(root, "", manner, findings);
    request.know("metadata");
    Optional<Shape> pipeline = request.requiredObject("pipeline");
    Map<String, String> tags = tags(request);
    request.end();
    if (pipeline.isEmpty()
        || !(root.get("pipeline").orElse(null) instanceof Node.ObjectNode node)) {
      return findings.reject();
    }
    return declaration(node, tags, pipeline.get(), false);
  }

  /**
   * Reads what came over the wire, where unknown members are ignored.
   *
   * @param update whether the pipeline is there already, so that {@code ****} keeps a secret
   */
  public Parsed<Declared> wire(Node.ObjectNode pipeline, boolean update) {
    return declaration(
        pipeline, Map.of(), new Shape(pipeline, "pipeline", Manner.WIRE, new Findings()), update);
  }

  private Parsed<Declared> declaration(
      Node.ObjectNode node, Map<String, String> tags, Shape shape, boolean update) {
    Findings findings = shape.findings();
    Draft draft = DraftReader.read(shape, region);
    TypeRules types = new TypeRules(actionTypes, further, ruleTypes, region, update, findings);
    new StructureRules(draft, region).check();
    if (draft.isTooLarge()) {
      return findings.reject();
    }
    new ActionRules(draft, types, region).check();
    new GateRules(draft, types).check();
    new ReferenceRules(draft).check();
    new ValueHints(draft, checks).check();
    return findings.accept(
        new Declared(draft.definition(), PlainTexts.asText(node, PipelineReader::isNumber), tags));
  }

  private static Map<String, String> tags(Shape request) {
    Map<String, String> tags = new LinkedHashMap<>();
    request.checkSize("tags", 0, 50);
    for (Shape tag : request.objects("tags")) {
      Optional<String> key = tag.required("key", Constraint.length(1, 128));
      Optional<String> value = tag.required("value", Constraint.length(0, 256));
      tag.end();
      key.ifPresent(k -> tags.put(k, value.orElse("")));
    }
    return tags;
  }

  /** The members that are no text: in CodePipeline's model there are three. */
  private static boolean isNumber(String holder, String member) {
    return switch (member) {
      case "runOrder", "timeoutInMinutes" -> !holder.equals("configuration");
      case "version" -> holder.isEmpty();
      default -> false;
    };
  }
}
