package dev.baton.boundaries.planted.app;

public interface Wiring {}
