package dev.baton.api.aws.wire;

/** How a timestamp is written. */
public enum Timestamps {
  /** As AWS's JSON protocols do: seconds since the epoch, a number with milliseconds. */
  EPOCH,
  /** As the aws CLI prints it: ISO 8601 in the local time zone. */
  ISO
}
