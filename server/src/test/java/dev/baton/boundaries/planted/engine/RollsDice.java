package dev.baton.boundaries.planted.engine;

import java.util.UUID;

final class RollsDice {
  String roll() {
    return UUID.randomUUID().toString();
  }
}
