package dev.baton.model.execution;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineDefinition.Action;
import dev.baton.model.pipeline.PipelineDefinition.OutputArtifact;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Where an action execution's output artifacts go: {@code PIPELINE/ARTIFACT/RANDOM}, as
 * CodePipeline calls its objects, the names cut to 20 and 10 characters.
 */
final class ArtifactKeys {

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int RANDOM_LENGTH = 7;

  private ArtifactKeys() {}

  static Map<String, ArtifactLocation> outputs(
      PipelineDefinition definition, Action action, String actionExecutionId) {
    Map<String, ArtifactLocation> outputs = new LinkedHashMap<>();
    for (OutputArtifact output : action.outputArtifacts()) {
      String key =
          cut(definition.name(), 20)
              + "/"
              + cut(output.name(), 10)
              + "/"
              + random(actionExecutionId + "/" + output.name());
      outputs.put(output.name(), new ArtifactLocation(definition.artifactStore().location(), key));
    }
    return Collections.unmodifiableMap(outputs);
  }

  private static String cut(String name, int length) {
    return name.length() <= length ? name : name.substring(0, length);
  }

  /** As random as the id, which the seed holds: two artifacts of one action may share a prefix. */
  private static String random(String seed) {
    long bits =
        UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).getLeastSignificantBits()
            & Long.MAX_VALUE;
    StringBuilder text = new StringBuilder(RANDOM_LENGTH);
    for (int i = 0; i < RANDOM_LENGTH; i++) {
      text.append(DIGITS.charAt((int) (bits % DIGITS.length())));
      bits /= DIGITS.length();
    }
    return text.toString();
  }
}
