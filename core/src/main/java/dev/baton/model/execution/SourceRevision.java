package dev.baton.model.execution;

/**
 * A source revision asked for with a start; {@code type} is COMMIT_ID, IMAGE_DIGEST,
 * S3_OBJECT_VERSION_ID or S3_OBJECT_KEY.
 */
public record SourceRevision(String action, String type, String value) {}
