package dev.baton.api.aws.codepipeline;

import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.CustomTypeStore.Property;
import dev.baton.port.RememberedTypes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Configuration values of a pipeline that read back as four stars (reference section 2): AWS's own,
 * and what a custom or a partner's action type calls secret, also after the type was deleted.
 */
record Secrets(RememberedTypes types, PipelineKey pipeline) {

  static final String HIDDEN = "****";

  private static final Set<String> KEYS = Set.of("OAuthToken", "SecretToken");

  Map<String, String> hidden(ActionTypeId type, Map<String, String> configuration) {
    Set<String> keys = keys(type);
    if (configuration.keySet().stream().noneMatch(keys::contains)) {
      return configuration;
    }
    Map<String, String> shown = new LinkedHashMap<>(configuration);
    shown.replaceAll((key, value) -> keys.contains(key) ? HIDDEN : value);
    return shown;
  }

  /** What came back as it was shown is what it was before. */
  Map<String, String> restored(
      ActionTypeId type, Map<String, String> given, Map<String, String> before) {
    Set<String> keys = keys(type);
    Map<String, String> meant = new LinkedHashMap<>(given);
    meant.replaceAll(
        (key, value) ->
            HIDDEN.equals(value) && keys.contains(key) ? before.getOrDefault(key, value) : value);
    return meant;
  }

  private Set<String> keys(ActionTypeId type) {
    if (type.owner().equals("AWS")) {
      return KEYS;
    }
    return types
        .remembered(pipeline.account(), pipeline.region(), type)
        .map(
            custom ->
                custom.properties().stream()
                    .filter(Property::secret)
                    .map(Property::name)
                    .collect(Collectors.toUnmodifiableSet()))
        .orElse(KEYS);
  }
}
