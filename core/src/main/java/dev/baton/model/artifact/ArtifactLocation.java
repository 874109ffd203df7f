package dev.baton.model.artifact;

/**
 * Where an artifact lies in the catalogue, in S3's words. A key is written once; each action
 * execution writes new ones.
 */
public record ArtifactLocation(String bucket, String key) {}
