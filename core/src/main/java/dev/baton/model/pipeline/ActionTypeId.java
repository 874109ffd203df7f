package dev.baton.model.pipeline;

/** Which kind of action, as CodePipeline names it; for rules the category is {@code Rule}. */
public record ActionTypeId(String category, String owner, String provider, String version) {

  @Override
  public String toString() {
    return category + "/" + owner + "/" + provider + "/" + version;
  }
}
