package com.example.erp.testing;

import java.util.Objects;

/**
 * What a test expects. Each expectation says what it is about, so that a failure can be read
 * without the test.
 */
public final class Expect {

  private Expect() {}

  public static void equal(String what, Object expected, Object actual) {
    if (!Objects.equals(expected, actual)) {
      throw new AssertionError(what + ": expected " + expected + ", but was " + actual);
    }
  }

  public static void contains(String what, String part, String text) {
    if (!text.contains(part)) {
      throw new AssertionError(
          what + ": expected a text with \"" + part + "\", but was \"" + text + "\"");
    }
  }

  /** Runs the action, which must fail in this way; returns the failure. */
  public static <T extends Throwable> T failure(String what, Class<T> type, Runnable action) {
    try {
      action.run();
    } catch (Throwable failure) {
      if (type.isInstance(failure)) {
        return type.cast(failure);
      }
      throw new AssertionError(
          what + ": expected " + type.getSimpleName() + ", but was " + failure, failure);
    }
    throw new AssertionError(what + ": expected " + type.getSimpleName() + ", but nothing failed");
  }
}
