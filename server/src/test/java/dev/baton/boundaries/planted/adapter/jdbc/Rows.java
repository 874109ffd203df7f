package dev.baton.boundaries.planted.adapter.jdbc;

public interface Rows {}
