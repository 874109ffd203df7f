package dev.baton.api.aws.wire;

/** Bytes that are no JSON, or JSON that is not of the shape: AWS's SerializationException. */
public final class MalformedShape extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MalformedShape(String message) {
    super(message, null, false, false);
  }
}
