package dev.baton.app;

import java.util.Optional;
import java.util.function.Supplier;

/** A part that others need before it can be made: set once, then asked. */
final class Later<T> implements Supplier<T> {

  private volatile Optional<T> value = Optional.empty();

  void set(T part) {
    value = Optional.of(part);
  }

  @Override
  public T get() {
    return value.orElseThrow(() -> new IllegalStateException("asked before it was made"));
  }
}
