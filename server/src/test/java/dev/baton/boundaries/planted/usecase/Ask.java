package dev.baton.boundaries.planted.usecase;

public interface Ask {}
