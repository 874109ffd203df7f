package dev.baton.app;

import java.util.Optional;
import java.util.function.Supplier;

/** A part that is made when it is first asked for, once. Safe for concurrent use. */
final class Lazy<T> implements Supplier<T> {

  private final Supplier<T> make;
  private Optional<T> made = Optional.empty();

  Lazy(Supplier<T> make) {
    this.make = make;
  }

  @Override
  public synchronized T get() {
    T value = made.orElseGet(make);
    made = Optional.of(value);
    return value;
  }

  /** The part, if it was made. */
  synchronized Optional<T> ifMade() {
    return made;
  }
}
