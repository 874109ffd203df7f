package dev.baton.format.project;

import dev.baton.format.document.Excerpt;
import dev.baton.format.document.Shape;
import dev.baton.format.document.Shape.Constraint;
import dev.baton.model.build.BuildRequest.Declared;
import dev.baton.model.build.BuildRequest.Variable;
import dev.baton.model.build.Project;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The build environment: mostly what a process runner does not honour, and the variables. */
final class EnvironmentReader {

  private static final Pattern VARIABLE = Pattern.compile("[^=\\s]+");
  private static final List<String> VARIABLE_TYPES =
      List.of("PLAINTEXT", "PARAMETER_STORE", "SECRETS_MANAGER");
  private static final List<String> TYPES =
      List.of(
          "WINDOWS_CONTAINER",
          "LINUX_CONTAINER",
          "LINUX_GPU_CONTAINER",
          "ARM_CONTAINER",
          "WINDOWS_SERVER_2019_CONTAINER",
          "WINDOWS_SERVER_2022_CONTAINER",
          "LINUX_LAMBDA_CONTAINER",
          "ARM_LAMBDA_CONTAINER",
          "LINUX_EC2",
          "ARM_EC2",
          "WINDOWS_EC2",
          "MAC_ARM");
  private static final Pattern COMPUTE =
      Pattern.compile(
          "BUILD_GENERAL1_(SMALL|MEDIUM|LARGE|XLARGE|2XLARGE)|BUILD_LAMBDA_(1|2|4|8|10)GB"
              + "|ATTRIBUTE_BASED_COMPUTE|CUSTOM_INSTANCE_TYPE");

  private final InputProblems problems;
  private final NotHonoured notHonoured;

  EnvironmentReader(InputProblems problems, NotHonoured notHonoured) {
    this.problems = problems;
    this.notHonoured = notHonoured;
  }

  /** What of an environment becomes part of the project. */
  record Environment(String image, Declared declared, List<Variable> variables) {}

  Environment read(Shape project) {
    Optional<Shape> found = project.requiredObject("environment");
    if (found.isEmpty()) {
      return new Environment(Project.DEFAULT_IMAGE, Declared.USUAL, List.of());
    }
    Shape shape = found.get();
    String type = shape.required("type", Constraint.oneOf(TYPES)).orElse("");
    String image = shape.required("image", Constraint.length(1, 1024)).orElse("");
    String compute = compute(shape, type);
    notHonoured.add(
        "image " + Excerpt.of(image), "commands run as processes of this machine, with its tools");
    if (!type.isEmpty() && !type.equals("LINUX_CONTAINER") && !type.equals("LINUX_EC2")) {
      notHonoured.add("environment type " + type, "commands run on this machine's own system");
    }
    if (!compute.isEmpty()) {
      notHonoured.add("compute type " + compute, "a build may use the whole machine");
    }
    boolean privileged = privileged(shape, type);
    String pull = pull(shape, image);
    settings(shape);
    List<Variable> variables = variables(shape);
    shape.end();
    return new Environment(image, new Declared(type, compute, privileged, pull), variables);
  }

  private String compute(Shape shape, String type) {
    String compute = shape.required("computeType").orElse("");
    if (compute.isEmpty()) {
      return compute;
    }
    if (!COMPUTE.matcher(compute).matches()) {
      problems.error(shape.place("computeType"), "Invalid compute type provided");
    } else if (compute.startsWith("BUILD_LAMBDA") != type.contains("LAMBDA")
        && TYPES.contains(type)) {
      problems.error(
          shape.place("computeType"), "Compute type " + compute + " is not supported for " + type);
    }
    return compute;
  }

  private boolean privileged(Shape shape, String type) {
    boolean privileged = shape.flag("privilegedMode").orElse(false);
    if (privileged) {
      problems.errorIf(
          type.contains("LAMBDA"),
          shape.place("privilegedMode"),
          "Cannot specify privilegedMode for lambda compute");
      notHonoured.add(
          "privilegedMode", "a build has the rights of its user, and no Docker daemon is started");
    }
    return privileged;
  }

  private String pull(Shape shape, String image) {
    String pull =
        shape
            .text(
                "imagePullCredentialsType", Constraint.oneOf(List.of("CODEBUILD", "SERVICE_ROLE")))
            .orElse("CODEBUILD");
    problems.errorIf(
        pull.equals("SERVICE_ROLE") && image.startsWith("aws/codebuild/"),
        shape.place("imagePullCredentialsType"),
        "Invalid input: cannot use a CodeBuild curated image with imagePullCredentialsType"
            + " SERVICE_ROLE");
    if (pull.equals("SERVICE_ROLE")) {
      notHonoured.add("environment.imagePullCredentialsType", "no image is pulled");
    }
    return pull;
  }

  private void settings(Shape shape) {
    ignored(shape, "certificate", "no certificate is installed");
    ignored(shape, "registryCredential", "no image is pulled");
    ignored(shape, "fleet", "builds run on this machine");
    ignored(shape, "computeConfiguration", "a build may use the whole machine");
    ignored(shape, "dockerServer", "no Docker server is started");
    ignored(shape, "hostKernel", "builds run on this machine's kernel");
  }

  private void ignored(Shape shape, String member, String instead) {
    if (shape.has(member)) {
      notHonoured.add("environment." + member, instead);
    }
  }

  private List<Variable> variables(Shape shape) {
    List<Variable> variables = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Shape variable : shape.objects("environmentVariables")) {
      String name = variable.required("name", Constraint.length(1, 4096)).orElse("");
      Optional<String> value = variable.required("value");
      String type = variable.text("type", Constraint.oneOf(VARIABLE_TYPES)).orElse("PLAINTEXT");
      variable.end();
      check(variable, name, names);
      value.ifPresent(v -> variables.add(new Variable(name, v, type)));
    }
    return variables;
  }

  private void check(Shape variable, String name, Set<String> names) {
    if (name.isEmpty()) {
      return;
    }
    problems.errorIf(
        name.startsWith("CODEBUILD_"),
        variable.place("name"),
        "No user environment variables can start with CODEBUILD_");
    problems.errorIf(
        !names.add(name), variable.place("name"), "EnvironmentVariable name cannot be duplicated");
    problems.errorIf(
        !VARIABLE.matcher(name).matches(),
        variable.place("name"),
        "EnvironmentVariable name '" + Excerpt.of(name) + "' must not hold '=' or blanks");
  }
}
