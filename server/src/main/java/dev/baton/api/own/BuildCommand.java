package dev.baton.api.own;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts a build of a working directory or repository.
 *
 * @param project what the build is called after
 * @param projectDocument a CreateProject document that gives its settings; it is not registered
 * @param source a directory or URL
 * @param revision a branch, tag or commit; empty for the tree as it stands
 * @param buildspecText the text of a buildspec outside the source, with its name
 * @param buildspecPath a path in the source; at most one of text and path is there
 * @param variables laid over the project's
 * @param environment of who asks
 * @param token a UUID, which the build bears: a repeat gives back the first build
 * @param waits whether the asking process stays until the build is over
 */
public record BuildCommand(
    String project,
    Optional<String> projectDocument,
    String source,
    Optional<String> revision,
    Optional<NamedText> buildspecText,
    Optional<String> buildspecPath,
    List<Variable> variables,
    Optional<Integer> timeoutSeconds,
    Map<String, String> environment,
    String token,
    boolean waits) {

  /** A text and the name that problems give it. */
  public record NamedText(String file, String text) {}

  /** A variable of the build. */
  public record Variable(String name, String value) {

    /** Values may be secret. */
    @Override
    public String toString() {
      return name;
    }
  }

  public BuildCommand {
    variables = List.copyOf(variables);
    environment = Map.copyOf(environment);
  }

  /** Values may be secret. */
  @Override
  public String toString() {
    return "build " + project;
  }
}
