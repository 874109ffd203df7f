package dev.baton.provider;

/**
 * References to variables ({@code #{namespace.name}}), which are resolved before an action runs.
 */
final class Variables {

  private Variables() {}

  /** Whether a value as declared holds one, so that only a run can tell what it will be. */
  static boolean in(String value) {
    return value.contains("#{");
  }
}
