package dev.baton.engine.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.model.build.Build;
import dev.baton.model.build.BuildRequest;
import dev.baton.model.build.Buildspec;
import dev.baton.port.Settings;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A build's environment: the requester's, then the buildspec's, the project's and the start's, then
 * CodeBuild's own; a later one wins (reference codebuild.md section 5). Values are literal.
 *
 * @param variables the whole environment
 * @param secrets values to be masked, by the variable's name
 * @param unexportable names whose values CodeBuild never exports: project-level parameters and
 *     secrets
 */
record BuildEnvironment(
    Map<String, String> variables, Map<String, String> secrets, Set<String> unexportable) {

  /** A process takes no larger one: Linux's limit is 128 KiB with the name. */
  private static final int LONGEST_VALUE = 120_000;

  /** Where programs lie when nobody said so. */
  private static final String USUAL_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  static BuildEnvironment of(
      Map<String, String> requester,
      Buildspec.Env buildspec,
      List<BuildRequest.Variable> project,
      Map<String, String> own,
      Settings settings) {
    Map<String, String> variables = new LinkedHashMap<>(requester);
    variables.putIfAbsent("PATH", USUAL_PATH);
    Map<String, String> secrets = new LinkedHashMap<>();
    Set<String> unexportable = new LinkedHashSet<>();
    variables.putAll(buildspec.variables());
    buildspec
        .parameterStore()
        .forEach((name, ref) -> put(name, settings.parameter(ref), variables, secrets));
    buildspec
        .secretsManager()
        .forEach((name, ref) -> put(name, settings.secret(ref), variables, secrets));
    for (BuildRequest.Variable variable : project) {
      secrets.remove(variable.name());
      unexportable.remove(variable.name());
      switch (variable.type()) {
        case "PARAMETER_STORE" -> {
          put(variable.name(), settings.parameter(variable.value()), variables, secrets);
          unexportable.add(variable.name());
        }
        case "SECRETS_MANAGER" -> {
          put(variable.name(), settings.secret(variable.value()), variables, secrets);
          unexportable.add(variable.name());
        }
        default -> variables.put(variable.name(), variable.value());
      }
    }
    variables.putAll(own);
    variables.forEach(BuildEnvironment::check);
    return new BuildEnvironment(variables, secrets, unexportable);
  }

  /** Whether a value is one of the secrets, also one that is too short to be masked. */
  boolean holdsSecret(String value) {
    return !value.isEmpty() && secrets.containsValue(value);
  }

  /** What no process can be given is the build's fault, and said by name. */
  private static void check(String name, String value) {
    String wrong =
        name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0
            ? "its name is not one that a process can have"
            : value.indexOf('\0') >= 0
                ? "its value holds a NUL, which no process can be given"
                : value.length() > LONGEST_VALUE
                    ? "its value has more than " + LONGEST_VALUE + " characters"
                    : "";
    if (!wrong.isEmpty()) {
      throw Halt.failed(
          "CLIENT_ERROR", "The environment variable " + name.replace('\0', '?') + ": " + wrong);
    }
  }

  private static void put(
      String name,
      Settings.Setting setting,
      Map<String, String> variables,
      Map<String, String> secrets) {
    variables.put(name, setting.value());
    if (setting.secret()) {
      secrets.put(name, setting.value());
    }
  }

  /** CODEBUILD_* and the agent's own variables. */
  static Map<String, String> own(
      Build build, BuildSources.Ready sources, Map<String, String> revisions) {
    Map<String, String> own = new LinkedHashMap<>();
    BuildRequest request = build.request();
    own.put("CI", "true");
    own.put("CODEBUILD_CI", "true");
    own.put("AWS_REGION", build.region());
    own.put("AWS_DEFAULT_REGION", build.region());
    own.put("CODEBUILD_BUILD_ID", build.id());
    own.put("CODEBUILD_BUILD_ARN", build.arn());
    own.put("CODEBUILD_BUILD_NUMBER", Long.toString(build.number()));
    own.put("CODEBUILD_BUILD_IMAGE", request.image());
    own.put("CODEBUILD_BUILD_SUCCEEDING", "1");
    own.put("CODEBUILD_BUILD_URL", "");
    own.put("CODEBUILD_INITIATOR", request.initiator());
    own.put("CODEBUILD_KMS_KEY_ID", "");
    own.put("CODEBUILD_LOCAL_BUILD", "true");
    own.put("CODEBUILD_LOG_PATH", build.uuid());
    String project =
        "arn:aws:codebuild:"
            + build.region()
            + ":"
            + build.account()
            + ":project/"
            + build.project();
    own.put("CODEBUILD_PROJECT_ARN", project);
    own.put("CODEBUILD_PROJECT_UUID", UUID.nameUUIDFromBytes(project.getBytes(UTF_8)).toString());
    own.put("CODEBUILD_PUBLIC_BUILD_URL", "");
    own.put("CODEBUILD_RESOLVED_SOURCE_VERSION", build.resolvedSourceVersion().orElse(""));
    own.put("CODEBUILD_START_TIME", Long.toString(build.startedAt().toEpochMilli()));
    request.serviceRole().ifPresent(role -> own.put("CODEBUILD_EXECUTION_ROLE_BUILD", role));
    own.put("CODEBUILD_SOURCE_REPO_URL", request.source().location());
    own.put("CODEBUILD_SOURCE_VERSION", request.source().version());
    own.put("CODEBUILD_SRC_DIR", sources.primary().toString());
    for (BuildRequest.Source secondary : request.secondarySources()) {
      String id = secondary.identifier();
      own.put("CODEBUILD_SRC_DIR_" + id, String.valueOf(sources.secondary().get(id)));
      own.put("CODEBUILD_SOURCE_REPO_URL_" + id, secondary.location());
      own.put("CODEBUILD_SOURCE_VERSION_" + id, secondary.version());
    }
    own.putAll(revisions);
    return own;
  }
}
