package dev.baton.boundaries.planted.port;

public interface Question {}
