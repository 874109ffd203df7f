package dev.baton.model.artifact;

import java.util.regex.Pattern;

/** The SHA-256 of a blob's bytes, which is also the blob's name. */
public record Digest(String hex) {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public Digest {
    if (!SHA256.matcher(hex).matches()) {
      throw new IllegalArgumentException("not 64 lower-case hexadecimal digits: " + hex);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
