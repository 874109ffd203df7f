package dev.baton.model.pipeline;

/** Which pipeline: every resource's key begins with account and region. */
public record PipelineKey(String account, String region, String name) {

  /** {@code arn:aws:codepipeline:REGION:ACCOUNT:NAME}. */
  public String arn() {
    return "arn:aws:codepipeline:" + region + ":" + account + ":" + name;
  }

  /** {@code ACCOUNT/REGION/NAME}: the key as stores write it. */
  @Override
  public String toString() {
    return account + "/" + region + "/" + name;
  }

  /** Reads what {@link #toString()} wrote. */
  public static PipelineKey parse(String text) {
    String[] parts = text.split("/", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not ACCOUNT/REGION/NAME: " + text);
    }
    return new PipelineKey(parts[0], parts[1], parts[2]);
  }
}
