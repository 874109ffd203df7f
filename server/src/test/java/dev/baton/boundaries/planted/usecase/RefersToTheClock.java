package dev.baton.boundaries.planted.usecase;

import java.time.Instant;
import java.util.function.Supplier;

final class RefersToTheClock {
  Supplier<Instant> clock() {
    return Instant::now;
  }
}
