package com.example.erp.processing;

import java.util.Locale;

/** Where a process stands. Approved and rejected are final. */
public sealed interface State {

  /** The step that is due, and whose turn it is. */
  record Waiting(int step, long approverId) implements State {}

  record Approved() implements State {}

  record Rejected(int step, String reason) implements State {}

  /** One word for those who read it from outside. */
  default String name() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
