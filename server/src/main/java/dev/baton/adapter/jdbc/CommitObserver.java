package dev.baton.adapter.jdbc;

/** Hears of transactions, on the thread that made them; must be quick and throw nothing. */
@FunctionalInterface
public interface CommitObserver {

  /**
   * A transaction is durable.
   *
   * @param changes how many it holds
   * @param nanos how long it took
   */
  void committed(int changes, long nanos);
}
