package dev.baton.api.own;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts an execution, after registering what it brings.
 *
 * @param pipeline the pipeline's name
 * @param document the definition as JSON text; empty to start what is registered
 * @param projects name to CreateProject document, registered too
 * @param sources source action to directory or URL
 * @param variables pipeline variables
 * @param revisions source action to commit, branch or tag
 * @param approve approvals given in advance
 * @param until the stage after which the execution is stopped
 * @param environment of who asks, for the builds
 * @param token a repeat of the token gives back the first execution
 * @param waits whether the asking process stays until the execution rests
 */
public record RunCommand(
    String pipeline,
    Optional<String> document,
    Map<String, String> projects,
    Map<String, String> sources,
    Map<String, String> variables,
    Map<String, String> revisions,
    List<String> approve,
    Optional<String> until,
    Map<String, String> environment,
    String token,
    boolean waits) {

  public RunCommand {
    projects = Map.copyOf(projects);
    sources = Map.copyOf(sources);
    variables = Map.copyOf(variables);
    revisions = Map.copyOf(revisions);
    approve = List.copyOf(approve);
    environment = Map.copyOf(environment);
  }

  /** Values may be secret. */
  @Override
  public String toString() {
    return "run " + pipeline;
  }
}
