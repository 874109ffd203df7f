package dev.baton.boundaries.planted.model;

import java.time.Instant;

final class ReadsTheClock {
  Instant read() {
    return Instant.now();
  }
}
