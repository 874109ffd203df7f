package dev.baton.model.execution;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was asked for with one execution; recorded with it, so that whoever carries it on does the
 * same.
 *
 * @param approve approvals given in advance: {@code STAGE/ACTION}, an action's name, or {@code all}
 * @param until the stage after which the execution is stopped, itself included
 * @param sources source action to directory or URL
 * @param requester names the recorded environment of who asked; empty for none
 */
public record RunOptions(
    List<String> approve,
    Optional<String> until,
    Map<String, String> sources,
    Optional<String> requester) {

  public static final RunOptions NONE =
      new RunOptions(List.of(), Optional.empty(), Map.of(), Optional.empty());

  public RunOptions {
    approve = List.copyOf(approve);
    sources = Map.copyOf(sources);
  }
}
