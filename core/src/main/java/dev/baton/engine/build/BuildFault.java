package dev.baton.engine.build;

import dev.baton.model.build.Build.Context;

/** Why a build could not go on, in words for its record. */
final class BuildFault {

  private static final int DEEPEST = 8;

  private BuildFault() {}

  /** The phase's context. */
  static Context context(Throwable fault) {
    return new Context("INTERNAL_ERROR", "Baton could not go on with the build: " + words(fault));
  }

  /** What happened, and what was behind it where the message does not say so already. */
  static String words(Throwable fault) {
    StringBuilder words = new StringBuilder(message(fault));
    Throwable cause = fault.getCause();
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      String more = message(cause);
      if (words.indexOf(more) < 0) {
        words.append(": ").append(more);
      }
      cause = cause.getCause();
    }
    return words.toString();
  }

  private static String message(Throwable fault) {
    String message = fault.getMessage();
    return message == null || message.isBlank() ? fault.getClass().getSimpleName() : message;
  }
}
