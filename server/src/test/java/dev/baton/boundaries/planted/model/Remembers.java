package dev.baton.boundaries.planted.model;

final class Remembers {
  static int count;

  private Remembers() {}
}
