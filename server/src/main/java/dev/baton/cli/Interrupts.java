package dev.baton.cli;

/** How often the user pressed Ctrl-C. Safe for concurrent use. */
public interface Interrupts {

  /** Nobody interrupts, as in tests. */
  Interrupts NONE = () -> 0;

  /** 0: not at all; 1: stop what this command started; 2 and more: leave at once. */
  int count();

  default boolean requested() {
    return count() > 0;
  }
}
