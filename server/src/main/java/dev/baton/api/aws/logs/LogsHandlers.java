package dev.baton.api.aws.logs;

import dev.baton.api.aws.Dispatcher;
import dev.baton.port.BuildStore;
import dev.baton.port.EventLogs;
import dev.baton.port.LogStore;
import java.time.InstantSource;

/** CloudWatch Logs over the logs that builds have, and those that callers put. */
public final class LogsHandlers {

  private final LogDescriptions descriptions;
  private final LogEvents events;
  private final LogSearch search;
  private final MadeLogs made;
  private final LogTags tags;
  private final LogIntake intake;

  public LogsHandlers(BuildStore builds, LogStore logs, EventLogs events, InstantSource clock) {
    LogGroups groups = new LogGroups(builds, events);
    LogLines lines = new LogLines(logs, events);
    this.descriptions = new LogDescriptions(groups, lines);
    this.events = new LogEvents(groups, lines);
    this.search = new LogSearch(groups, lines);
    this.made = new MadeLogs(groups, events, clock);
    this.tags = new LogTags(groups, made);
    this.intake = new LogIntake(events, clock);
  }

  /** Adds what only reads. */
  public void addReads(Dispatcher.Builder routes) {
    routes
        .on(LogsOperations.DESCRIBE_LOG_GROUPS, descriptions::groups)
        .on(LogsOperations.DESCRIBE_LOG_STREAMS, descriptions::streams)
        .on(LogsOperations.GET_LOG_EVENTS, events::get)
        .on(LogsOperations.FILTER_LOG_EVENTS, search::filter)
        .on(LogsOperations.LIST_TAGS_LOG_GROUP, tags::listOfGroup)
        .on(LogsOperations.LIST_TAGS_FOR_RESOURCE, tags::list);
  }

  /** Adds what changes something. */
  public void addChanges(Dispatcher.Builder routes) {
    routes
        .on(LogsOperations.CREATE_LOG_GROUP, made::createGroup)
        .on(LogsOperations.DELETE_LOG_GROUP, made::deleteGroup)
        .on(LogsOperations.CREATE_LOG_STREAM, made::createStream)
        .on(LogsOperations.DELETE_LOG_STREAM, made::deleteStream)
        .on(LogsOperations.PUT_RETENTION_POLICY, made::keep)
        .on(LogsOperations.DELETE_RETENTION_POLICY, made::keepAll)
        .on(LogsOperations.TAG_LOG_GROUP, tags::tagGroup)
        .on(LogsOperations.UNTAG_LOG_GROUP, tags::untagGroup)
        .on(LogsOperations.TAG_RESOURCE, tags::tag)
        .on(LogsOperations.UNTAG_RESOURCE, tags::untag)
        .on(LogsOperations.PUT_LOG_EVENTS, intake::put);
  }
}
