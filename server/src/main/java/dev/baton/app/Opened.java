package dev.baton.app;

import dev.baton.adapter.file.FileBlobStore;
import dev.baton.adapter.file.FileLogStore;
import dev.baton.adapter.file.UploadedTrees;
import dev.baton.adapter.file.ZipArtifactFiles;
import dev.baton.adapter.git.GitSourceHost;
import dev.baton.adapter.jdbc.CommitObserver;
import dev.baton.adapter.jdbc.Database;
import dev.baton.adapter.jdbc.JdbcAccessKeyStore;
import dev.baton.adapter.jdbc.JdbcArtifactCatalogue;
import dev.baton.adapter.jdbc.JdbcAuditLog;
import dev.baton.adapter.jdbc.JdbcBuildStore;
import dev.baton.adapter.jdbc.JdbcCustomTypeStore;
import dev.baton.adapter.jdbc.JdbcEventLogs;
import dev.baton.adapter.jdbc.JdbcExecutionStore;
import dev.baton.adapter.jdbc.JdbcJobStore;
import dev.baton.adapter.jdbc.JdbcParameterStore;
import dev.baton.adapter.jdbc.JdbcPipelineStore;
import dev.baton.adapter.jdbc.JdbcProjectStore;
import dev.baton.adapter.jdbc.JdbcResourceStore;
import dev.baton.adapter.jdbc.JdbcSealedStore;
import dev.baton.adapter.jdbc.JdbcSecretStore;
import dev.baton.adapter.jdbc.Vault;
import dev.baton.adapter.process.Processes;
import dev.baton.api.aws.Audit;
import dev.baton.api.aws.PageTokens;
import dev.baton.api.own.read.StoreReading;
import dev.baton.format.pipeline.StoredPipelines;
import dev.baton.port.AccessKeyStore;
import dev.baton.port.ArtifactCatalogue;
import dev.baton.port.ArtifactFiles;
import dev.baton.port.AuditLog;
import dev.baton.port.BlobStore;
import dev.baton.port.BuildStore;
import dev.baton.port.CustomTypeStore;
import dev.baton.port.DefinitionReader;
import dev.baton.port.EventLogs;
import dev.baton.port.ExecutionStore;
import dev.baton.port.IdSource;
import dev.baton.port.JobStore;
import dev.baton.port.LogStore;
import dev.baton.port.ParameterStore;
import dev.baton.port.PipelineStore;
import dev.baton.port.ProjectStore;
import dev.baton.port.ResourceStore;
import dev.baton.port.SealedStore;
import dev.baton.port.SecretStore;
import dev.baton.port.SourceHost;
import dev.baton.port.Uploads;
import java.time.InstantSource;
import java.util.Set;

/** The stores of a data directory, over one database: an owner's, or a reader's beside one. */
final class Opened implements StoreReading.Stores, AutoCloseable {

  /** How large an artifact may be. */
  private static final long LARGEST_BLOB = 8L * 1024 * 1024 * 1024;

  /** How many bytes of events a log group holds that callers write to. */
  private static final long LARGEST_GROUP = 64L * 1024 * 1024;

  private final Database database;
  private final ExecutionStore executions;
  private final Lazy<PipelineStore> pipelines;
  private final Lazy<CustomTypeStore> customTypes;
  private final Lazy<JobStore> jobs;
  private final Lazy<BuildStore> builds;
  private final Lazy<ProjectStore> projects;
  private final Lazy<LogStore> logs;
  private final Lazy<EventLogs> events;
  private final Lazy<BlobStore> blobs;
  private final Lazy<ArtifactCatalogue> catalogue;
  private final Lazy<ArtifactFiles> files;
  private final Lazy<SourceHost> sources;
  private final Lazy<Uploads> uploads;
  private final Lazy<ParameterStore> parameters;
  private final Lazy<SecretStore> secrets;
  private final Lazy<SealedStore> requesters;
  private final Lazy<ResourceStore> resources;
  private final PageTokens pageTokens;
  private final Lazy<AuditLog> auditLog;
  private final Lazy<Audit> audit;
  private final Lazy<AccessKeyStore> accessKeys;
  private final DefinitionReader definitions = new StoredPipelines();

  Opened(
      Database database,
      DataDirectory directory,
      boolean owned,
      Identity identity,
      IdSource ids,
      InstantSource clock,
      Processes processes,
      AuditLog.Retention retention) {
    this.database = database;
    Lazy<Vault> vault = new Lazy<>(() -> new Vault(database, directory.masterKey(), ids));
    executions = new JdbcExecutionStore(database, clock);
    pipelines = new Lazy<>(() -> new JdbcPipelineStore(database));
    customTypes = new Lazy<>(() -> new JdbcCustomTypeStore(database));
    jobs = new Lazy<>(() -> new JdbcJobStore(database));
    builds = new Lazy<>(() -> new JdbcBuildStore(database, clock));
    projects = new Lazy<>(() -> new JdbcProjectStore(database));
    logs = new Lazy<>(() -> new FileLogStore(directory.logs()));
    events = new Lazy<>(() -> new JdbcEventLogs(database, LARGEST_GROUP));
    blobs =
        new Lazy<>(
            () ->
                owned
                    ? FileBlobStore.owned(directory.blobs(), LARGEST_BLOB)
                    : new FileBlobStore(directory.blobs(), LARGEST_BLOB));
    catalogue = new Lazy<>(() -> new JdbcArtifactCatalogue(database, ids));
    files =
        new Lazy<>(() -> new ZipArtifactFiles(directory.scratch(), ZipArtifactFiles.Limits.USUAL));
    sources =
        new Lazy<>(
            () ->
                new GitSourceHost(
                    processes, System.getenv(), directory.scratch(), Set.of(directory.uploads())));
    uploads =
        new Lazy<>(
            () ->
                new UploadedTrees(
                    directory.uploads(),
                    directory.scratch(),
                    files.get(),
                    SentTree.LARGEST,
                    clock));
    parameters = new Lazy<>(() -> new JdbcParameterStore(database, vault.get()));
    secrets =
        new Lazy<>(
            () ->
                new JdbcSecretStore(
                    database, vault.get(), ids, identity.account(), identity.region()));
    accessKeys = new Lazy<>(() -> new JdbcAccessKeyStore(database, vault.get()));
    requesters = new Lazy<>(() -> new JdbcSealedStore(database, vault.get()));
    resources = new Lazy<>(() -> new JdbcResourceStore(database, vault));
    auditLog = new Lazy<>(() -> new JdbcAuditLog(database, retention));
    audit = new Lazy<>(() -> new Audit(auditLog.get(), ids, clock));
    Lazy<byte[]> tokenKey = new Lazy<>(() -> vault.get().derived("page tokens"));
    pageTokens = new PageTokens(tokenKey);
  }

  /** Lets somebody hear of each transaction from now on. */
  void observe(CommitObserver observer) {
    database.observe(observer);
  }

  /** Every process with this data directory makes and takes the same. */
  PageTokens pageTokens() {
    return pageTokens;
  }

  @Override
  public ExecutionStore executions() {
    return executions;
  }

  @Override
  public PipelineStore pipelines() {
    return pipelines.get();
  }

  DefinitionReader definitions() {
    return definitions;
  }

  @Override
  public CustomTypeStore customTypes() {
    return customTypes.get();
  }

  JobStore jobs() {
    return jobs.get();
  }

  @Override
  public BuildStore builds() {
    return builds.get();
  }

  @Override
  public ProjectStore projects() {
    return projects.get();
  }

  @Override
  public LogStore logs() {
    return logs.get();
  }

  EventLogs events() {
    return events.get();
  }

  BlobStore blobs() {
    return blobs.get();
  }

  @Override
  public ArtifactCatalogue catalogue() {
    return catalogue.get();
  }

  ArtifactFiles files() {
    return files.get();
  }

  SourceHost sources() {
    return sources.get();
  }

  Uploads uploads() {
    return uploads.get();
  }

  ParameterStore parameters() {
    return parameters.get();
  }

  SecretStore secrets() {
    return secrets.get();
  }

  AccessKeyStore accessKeys() {
    return accessKeys.get();
  }

  AuditLog auditLog() {
    return auditLog.get();
  }

  /** Where the changes of whoever owns these go on record. */
  Audit audit() {
    return audit.get();
  }

  ResourceStore resources() {
    return resources.get();
  }

  SealedStore requesters() {
    return requesters.get();
  }

  @Override
  public void close() {
    database.close();
  }
}
