package dev.baton.api.aws.codebuild;

import static dev.baton.api.aws.codebuild.ProjectHandlers.invalid;

import dev.baton.api.aws.wire.Json;
import dev.baton.api.aws.wire.ShapeWriter;
import dev.baton.api.aws.wire.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;

/**
 * StartBuild's overrides, laid over the project's document: what a build overrides is judged, and
 * honoured or not, as if the project said it.
 */
final class StartOverrides {

  private static final int MAX_VALUE = 4096;
  private static final String VARIABLES = "environmentVariablesOverride";

  /** Where in a project an override belongs. */
  private static final Map<String, List<String>> PLACES = places();

  /** What a source of another type would have no use for, or would refuse. */
  private static final Set<String> OF_REPOSITORIES =
      Set.of(
          "auth",
          "gitCloneDepth",
          "gitSubmodulesConfig",
          "insecureSsl",
          "reportBuildStatus",
          "buildStatusConfig");

  private static final Set<String> WITHOUT_LOCATION = Set.of("NO_SOURCE", "CODEPIPELINE");

  private StartOverrides() {}

  private static Map<String, List<String>> places() {
    Map<String, List<String>> places = new HashMap<>();
    places.put("sourceVersion", List.of("sourceVersion"));
    places.put("secondarySourcesOverride", List.of("secondarySources"));
    places.put("secondarySourcesVersionOverride", List.of("secondarySourceVersions"));
    for (String member :
        List.of(
            "artifacts",
            "secondaryArtifacts",
            "cache",
            "serviceRole",
            "timeoutInMinutes",
            "queuedTimeoutInMinutes",
            "encryptionKey",
            "logsConfig",
            "autoRetryLimit")) {
      places.put(member + "Override", List.of(member));
    }
    places.put("sourceTypeOverride", List.of("source", "type"));
    places.put("sourceLocationOverride", List.of("source", "location"));
    places.put("sourceAuthOverride", List.of("source", "auth"));
    for (String member :
        List.of(
            "gitCloneDepth",
            "gitSubmodulesConfig",
            "buildspec",
            "insecureSsl",
            "reportBuildStatus",
            "buildStatusConfig")) {
      places.put(member + "Override", List.of("source", member));
    }
    places.put("environmentTypeOverride", List.of("environment", "type"));
    for (String member :
        List.of(
            "image",
            "computeType",
            "certificate",
            "privilegedMode",
            "registryCredential",
            "imagePullCredentialsType",
            "fleet")) {
      places.put(member + "Override", List.of("environment", member));
    }
    return Map.copyOf(places);
  }

  /** The members of StartBuild that say something of the project itself. */
  static Set<String> overriding() {
    Set<String> members = new HashSet<>(PLACES.keySet());
    members.add(VARIABLES);
    return members;
  }

  /** The project's document with what the request overrides; the same one when that is nothing. */
  static String over(String document, StartBuildRequest request) {
    if (Boolean.TRUE.equals(request.debugSessionEnabled())) {
      throw invalid("StartBuild: debugSessionEnabled is not supported: builds have no sessions");
    }
    check(request.environmentVariablesOverride());
    Map<String, @Nullable Object> given = new LinkedHashMap<>(tree(text(request)));
    given.keySet().retainAll(overriding());
    if (given.isEmpty()) {
      return document;
    }
    Map<String, @Nullable Object> project = new LinkedHashMap<>(tree(document));
    fitSource(project, given);
    given.forEach(
        (name, value) -> {
          List<String> place = PLACES.get(name);
          if (place == null) {
            Map<String, @Nullable Object> environment = member(project, "environment");
            environment.put(
                "environmentVariables", merged(environment.get("environmentVariables"), value));
          } else if (place.size() == 1) {
            project.put(place.getFirst(), value);
          } else {
            member(project, place.getFirst()).put(place.getLast(), value);
          }
        });
    return Json.compact(out -> Json.write(out, project));
  }

  /** A source of another type keeps only what it can have. */
  private static void fitSource(
      Map<String, @Nullable Object> project, Map<String, @Nullable Object> given) {
    Object type = given.get("sourceTypeOverride");
    Map<String, @Nullable Object> source = member(project, "source");
    if (type == null || type.equals(source.get("type"))) {
      return;
    }
    source.keySet().removeAll(OF_REPOSITORIES);
    if (WITHOUT_LOCATION.contains(String.valueOf(type))) {
      source.remove("location");
      project.remove("sourceVersion");
    }
  }

  /** Variables replace the project's of the same name and leave the others. */
  private static List<@Nullable Object> merged(@Nullable Object project, @Nullable Object given) {
    Map<String, @Nullable Object> byName = new LinkedHashMap<>();
    for (Object variables : new Object[] {project, given}) {
      if (variables instanceof List<?> list) {
        list.forEach(
            variable -> {
              if (variable instanceof Map<?, ?> map) {
                byName.put(String.valueOf(map.get("name")), map);
              }
            });
      }
    }
    return new ArrayList<>(byName.values());
  }

  /** An object within the project, which can be changed. */
  private static Map<String, @Nullable Object> member(
      Map<String, @Nullable Object> project, String name) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    if (project.get(name) instanceof Map<?, ?> found) {
      found.forEach((key, value) -> copy.put(String.valueOf(key), value));
    }
    project.put(name, copy);
    return copy;
  }

  private static Map<String, @Nullable Object> tree(String json) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    if (Json.tree(json.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> object) {
      object.forEach((key, value) -> copy.put(String.valueOf(key), value));
    }
    return copy;
  }

  private static String text(StartBuildRequest request) {
    ShapeWriter writer = new ShapeWriter(Timestamps.EPOCH, ZoneOffset.UTC);
    return Json.compact(out -> writer.write(out, request));
  }

  private static void check(List<EnvironmentVariable> given) {
    Set<String> names = new HashSet<>();
    for (EnvironmentVariable variable : given) {
      String name = String.valueOf(variable.name());
      if (name.startsWith("CODEBUILD_")) {
        throw invalid("No user environment variables can start with CODEBUILD_");
      }
      if (!names.add(name)) {
        throw invalid("EnvironmentVariable name cannot be duplicated");
      }
      if (variable.value() != null && variable.value().length() > MAX_VALUE) {
        throw invalid("EnvironmentVariable should be at most 4096 characters");
      }
    }
  }
}
