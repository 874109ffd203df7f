package dev.baton.port;

import dev.baton.model.build.Build;
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

  /** Builds whose id or uuid begins with the prefix, two at the most. */
  List<Build> byPrefix(String account, String region, String prefix);

  /** The builds of an action execution, oldest first. */
  List<Build> ofAction(String actionExecutionId);

  List<Build> unfinished();

  /**
   * Newest first; {@code project} empty for all. {@code before}: the sequence to go on from, {@link
   * Long#MAX_VALUE} at first.
   */
  List<Listed> list(
      String account, String region, Optional<String> project, long before, int limit);

  /** A build in a list. */
  record Listed(long sequence, Build build) {}
}
