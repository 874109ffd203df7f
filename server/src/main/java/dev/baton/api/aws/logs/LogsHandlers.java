package dev.baton.api.aws.logs;

import dev.baton.api.aws.Dispatcher;
import dev.baton.port.BuildStore;
import dev.baton.port.LogStore;

/** CloudWatch Logs over the logs that builds have. */
public final class LogsHandlers {

  private final LogDescriptions descriptions;
  private final LogEvents events;
  private final LogSearch search;

  public LogsHandlers(BuildStore builds, LogStore logs) {
    LogGroups groups = new LogGroups(builds);
    this.descriptions = new LogDescriptions(groups, logs);
    this.events = new LogEvents(groups, logs);
    this.search = new LogSearch(groups, logs);
  }

  /** Adds what only reads. */
  public void addReads(Dispatcher.Builder routes) {
    routes
        .on(LogsOperations.DESCRIBE_LOG_GROUPS, descriptions::groups)
        .on(LogsOperations.DESCRIBE_LOG_STREAMS, descriptions::streams)
        .on(LogsOperations.GET_LOG_EVENTS, events::get)
        .on(LogsOperations.FILTER_LOG_EVENTS, search::filter);
  }
}
