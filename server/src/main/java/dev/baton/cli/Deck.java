package dev.baton.cli;

import dev.baton.api.own.BuildCommand;
import dev.baton.api.own.KeyCommand;
import dev.baton.api.own.RunCommand;
import dev.baton.api.own.Started;
import dev.baton.api.own.read.Reading;
import dev.baton.format.pipeline.PipelineReader;
import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.build.BuildRecipe;
import dev.baton.port.AuditLog;
import dev.baton.port.DefinitionReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A data directory, or a server, as commands use it. Reading works beside whoever owns the data
 * directory; a change is done by the owner, and by this process when nobody is. Not for concurrent
 * use, but for {@link #close}.
 */
public interface Deck extends AutoCloseable {

  String account();

  String region();

  /** A fresh token for a command that must not be carried out twice. */
  String token();

  /** What is there to be read. */
  Reading reading();

  /** Reads stored definitions. */
  DefinitionReader definitions();

  /** Whether what this command starts runs on this machine, in the caller's environment. */
  boolean onThisMachine();

  /** The repository that a directory of this machine lies in; empty when there is none. */
  Optional<Path> repositoryAround(Path directory);

  /**
   * A source place that the owner can read: a URL or a directory of the owner's machine as it is; a
   * server is sent the directory, its uncommitted changes included.
   *
   * @param place a URL or the absolute path of a directory
   * @throws CommandFailure when the directory cannot be read or sent
   */
  String offered(String place);

  /**
   * Lays an artifact's files into a directory of this machine: adds and overwrites, never empties.
   *
   * @throws IOException when it cannot be written
   */
  void deliver(ArtifactLocation artifact, Path directory) throws IOException;

  /** How long to wait before looking again at something that moves. */
  Duration lookAgain();

  /**
   * Has an AWS operation carried out.
   *
   * @param target as {@code X-Amz-Target} says it
   * @param request its JSON
   * @return its answer as the aws CLI prints it
   * @throws CommandFailure with AWS's exception and message when it was refused
   */
  String call(String target, String request);

  /** Registers what the command brings and starts an execution. */
  Started run(RunCommand command);

  /** As {@link #run} without the start. */
  void register(RunCommand command);

  /** Reads pipelines for what can be run here. */
  PipelineReader pipelineReader();

  /** The shell program that a recipe is compiled to. */
  String script(BuildRecipe recipe);

  /** Starts a build. */
  Started build(BuildCommand command);

  /**
   * Has something done about access keys.
   *
   * @return JSON in the shapes of IAM's access keys
   * @throws CommandFailure when it was refused
   */
  String keys(KeyCommand command);

  /**
   * Shows the audit record, newest first.
   *
   * @return JSON in the shape of CloudTrail's events
   * @throws CommandFailure when it was refused
   */
  String audit(AuditLog.Query query);

  /**
   * Becomes the owner and goes on with what is unfinished; does nothing when somebody is.
   *
   * @throws CommandFailure when this process is the owner and can record nothing more: who waits
   *     would wait for ever
   */
  void carryOn();

  /** Whether this process owns the data directory and its engine can go on. */
  boolean owns();

  /**
   * Tells the deck that this command's own work is done: an owner now carries what others asked
   * for, and do not wait for themselves, to where it can be left.
   *
   * @param staying told once, when there is such work
   */
  void leave(Runnable staying);

  /** Leaves without waiting for anything. */
  @Override
  void close();
}
