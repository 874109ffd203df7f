package dev.baton.boundaries.planted.api.rest;

import dev.baton.boundaries.planted.adapter.git.StartsAProcess;

final class AsksAnAdapter {
  private AsksAnAdapter() {}

  static Object ask() {
    return new StartsAProcess();
  }
}
