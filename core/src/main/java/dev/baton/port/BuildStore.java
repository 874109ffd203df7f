package dev.baton.port;

import dev.baton.model.build.Build;
import dev.baton.model.build.BuildSummary;
import dev.baton.model.build.LogPlace;
import java.util.List;
import java.util.Optional;

/** Builds. Durable once a call returns; safe for concurrent use. */
public interface BuildStore {

  /** The project's next build number; counts on durably. */
  long nextNumber(String account, String region, String project);

  /** Adds a build. */
  void add(Build build);

  /** Writes a build as it now stands. */
  void save(Build build);

  /**
   * As {@link #save}, but may return before it is durable; a later save of the same build is never
   * overtaken.
   */
  void saveSoon(Build build);

  Optional<Build> find(String id);

  /** The builds of these ids that are there, in the ids' order. */
  List<Build> find(List<String> ids);

  /**
   * Deletes a build that is complete.
   *
   * @return whether it was there and complete
   */
  boolean delete(String id);

  /** Builds whose id or uuid begins with the prefix, two at the most. */
  List<Build> byPrefix(String account, String region, String prefix);

  /** The builds of an action execution, oldest first. */
  List<Build> ofAction(String actionExecutionId);

  List<Build> unfinished();

  /**
   * Builds in the order in which they were added, or the reverse.
   *
   * @param project empty for all
   * @param from the sequence to go on from, itself left out; {@link Order#begin} at first
   */
  List<Listed> list(
      String account, String region, Optional<String> project, Order order, long from, int limit);

  /**
   * The log groups under which builds' logs are shown, in alphabetical order.
   *
   * @param after the name to go on from, itself left out; "" at first
   */
  List<String> logGroups(String account, String region, String after, int limit);

  /**
   * The builds whose logs are shown in a group, oldest first.
   *
   * @param from the sequence to go on from, itself left out
   */
  List<Logged> logged(String account, String region, String group, long from, int limit);

  /** The build whose log is shown as that stream. */
  Optional<Logged> logged(String account, String region, LogPlace.Stream stream);

  /** An order of builds. */
  enum Order {
    NEWEST_FIRST(Long.MAX_VALUE),
    OLDEST_FIRST(Long.MIN_VALUE);

    private final long begin;

    Order(long begin) {
      this.begin = begin;
    }

    /** What a first page goes on from. */
    public long begin() {
      return begin;
    }
  }

  /**
   * A build in a list of logs.
   *
   * @param stream under which its log is shown
   */
  record Logged(Listed listed, String stream) {}

  /** A build in a list. */
  record Listed(long sequence, BuildSummary summary) {}
}
