package dev.baton.format.pipeline;

import dev.baton.model.document.Problem;
import dev.baton.model.pipeline.PipelineDefinition;
import java.util.List;

/**
 * What those who run actions and rules have to say of their values when a pipeline is declared,
 * beyond keys and required members. Values with a reference in them are left alone. Problems come
 * without places.
 */
public interface ValueChecks {

  /** Nothing to say. */
  ValueChecks NONE =
      new ValueChecks() {
        @Override
        public List<Problem> action(PipelineDefinition.Action action) {
          return List.of();
        }

        @Override
        public List<Problem> rule(PipelineDefinition.Rule rule) {
          return List.of();
        }
      };

  List<Problem> action(PipelineDefinition.Action action);

  List<Problem> rule(PipelineDefinition.Rule rule);
}
