package dev.baton.app;

import dev.baton.engine.Providers;
import dev.baton.format.document.JsonReader;
import dev.baton.format.pipeline.PipelineReader;
import dev.baton.format.project.ProjectFileReader;
import dev.baton.model.document.Node;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;

/** Definitions that came over the wire: accepted, or refused with every problem. */
final class Definitions {

  private final PipelineReader pipelines;

  Definitions(Providers providers, String region) {
    this.pipelines = new PipelineReader(providers.actionTypes(), providers.ruleTypes(), region);
  }

  PipelineReader pipelines() {
    return pipelines;
  }

  String acceptedPipeline(String json, boolean update) {
    return pipelines.wire(object(json), update).orRefuse().document();
  }

  String acceptedProject(String json) {
    return ProjectFileReader.wire(object(json)).orRefuse().document();
  }

  private static Node.ObjectNode object(String json) {
    if (JsonReader.read("", json).orRefuse().root() instanceof Node.ObjectNode object) {
      return object;
    }
    throw Refused.because("Validation", Problem.Kind.USER, "an object is needed");
  }
}
