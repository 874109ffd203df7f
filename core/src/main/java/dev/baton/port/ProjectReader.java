package dev.baton.port;

import dev.baton.model.build.Project;

/**
 * Reads a stored project, which was accepted before: it has no errors. Pure; safe for concurrent
 * use.
 */
@FunctionalInterface
public interface ProjectReader {

  Project read(ProjectStore.Stored stored);
}
