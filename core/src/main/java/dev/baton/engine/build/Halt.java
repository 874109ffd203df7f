package dev.baton.engine.build;

import dev.baton.model.build.Build.Context;
import dev.baton.model.build.BuildStatus;

/**
 * The open phase cannot go on: how it ended and why. A red build is no fault; this only carries it
 * out of nested calls.
 */
final class Halt extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final BuildStatus status;
  private final transient Context context;

  Halt(BuildStatus status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.context = new Context(code, message);
  }

  /** The phase failed for a reason of the user's. */
  static Halt failed(String code, String message) {
    return new Halt(BuildStatus.FAILED, code, message);
  }

  BuildStatus status() {
    return status;
  }

  String code() {
    return context.statusCode();
  }

  String words() {
    return context.message();
  }
}
