package dev.baton.model.execution;

/**
 * What a source action found.
 *
 * @param artifact the output artifact's name
 * @param revisionId the commit or object version
 * @param summary the commit message; says how many files are uncommitted where that is so
 */
public record ArtifactRevision(
    String action, String artifact, String revisionId, String summary, String url) {}
