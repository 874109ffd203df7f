package dev.baton.api.own;

/**
 * What was started.
 *
 * @param id of the execution or build
 * @param pipeline its pipeline's name; empty for a build
 */
public record Started(String id, String pipeline) {}
