package dev.baton.provider;

import dev.baton.format.document.Excerpt;
import dev.baton.model.build.BuildRequest.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What CodeBuild asks of the environment variables that an action gives to its build. */
final class BuildVariables {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private BuildVariables() {}

  /**
   * Everything that is wrong with some variables; empty when they are good.
   *
   * @param types which types they may have
   */
  static List<String> problems(List<Variable> variables, List<String> types) {
    List<String> problems = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Variable variable : variables) {
      String name = variable.name();
      if (!NAME.matcher(name).matches()) {
        problems.add("'" + Excerpt.of(name) + "' is no name of an environment variable");
      }
      if (name.startsWith("CODEBUILD_")) {
        problems.add("No user environment variables can start with CODEBUILD_: " + name);
      }
      if (!names.add(name)) {
        problems.add("EnvironmentVariable name cannot be duplicated: " + Excerpt.of(name));
      }
      if (!types.contains(variable.type())) {
        problems.add(
            "The type of the environment variable "
                + Excerpt.of(name)
                + " is '"
                + Excerpt.of(variable.type())
                + "'; right is one of "
                + String.join(", ", types));
      }
    }
    return problems;
  }

  /** Refuses as a ConfigurationError unless they are good. */
  static List<Variable> checked(List<Variable> variables, List<String> types) {
    List<String> problems = problems(variables, types);
    if (!problems.isEmpty()) {
      throw Outcomes.misconfiguration(String.join("; ", problems));
    }
    return variables;
  }
}
