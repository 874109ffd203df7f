package dev.baton.engine.build;

/** The build was asked to end while something was under way; its {@link StopSignal} says why. */
final class Stopped extends Exception {

  private static final long serialVersionUID = 1L;

  Stopped() {
    super("asked to end", null, false, false);
  }
}
