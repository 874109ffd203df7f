package dev.baton.cli;

import dev.baton.api.own.BuildCommand;
import dev.baton.api.own.KeyCommand;
import dev.baton.api.own.RunCommand;
import dev.baton.api.own.Started;
import dev.baton.format.pipeline.PipelineReader;
import dev.baton.model.build.BuildRecipe;
import dev.baton.port.ArtifactCatalogue;
import dev.baton.port.ArtifactFiles;
import dev.baton.port.AuditLog;
import dev.baton.port.BlobStore;
import dev.baton.port.BuildStore;
import dev.baton.port.CustomTypeStore;
import dev.baton.port.DefinitionReader;
import dev.baton.port.ExecutionStore;
import dev.baton.port.LogStore;
import dev.baton.port.ParameterStore;
import dev.baton.port.PipelineStore;
import dev.baton.port.ProjectStore;
import dev.baton.port.SecretStore;
import dev.baton.port.SourceHost;

/**
 * The data directory as commands use it. Reading works beside whoever owns it; a change is done by
 * the owner, and by this process when nobody is. Not for concurrent use, but for {@link #close}.
 */
public interface Deck extends AutoCloseable {

  String account();

  String region();

  /** A fresh token for a command that must not be carried out twice. */
  String token();

  /** The stores, to read from. */
  Stores stores();

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

  /** What can be read; each is opened when it is first asked for. */
  interface Stores {

    ExecutionStore executions();

    PipelineStore pipelines();

    CustomTypeStore customTypes();

    DefinitionReader definitions();

    BuildStore builds();

    ProjectStore projects();

    LogStore logs();

    BlobStore blobs();

    ArtifactCatalogue catalogue();

    ArtifactFiles files();

    SourceHost sources();

    ParameterStore parameters();

    SecretStore secrets();
  }
}
