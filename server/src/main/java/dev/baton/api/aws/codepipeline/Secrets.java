package dev.baton.api.aws.codepipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Configuration values that read back as four stars (reference section 2). */
final class Secrets {

  private static final Set<String> KEYS = Set.of("OAuthToken", "SecretToken");
  private static final String HIDDEN = "****";

  private Secrets() {}

  static Map<String, String> hidden(Map<String, String> configuration) {
    if (configuration.keySet().stream().noneMatch(KEYS::contains)) {
      return configuration;
    }
    Map<String, String> shown = new LinkedHashMap<>(configuration);
    shown.replaceAll((key, value) -> KEYS.contains(key) ? HIDDEN : value);
    return shown;
  }
}
