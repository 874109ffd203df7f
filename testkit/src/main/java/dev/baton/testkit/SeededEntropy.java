package dev.baton.testkit;

import dev.baton.port.Entropy;
import java.util.SplittableRandom;

/** Bytes that are the same in every run of a test. Safe for concurrent use. */
public final class SeededEntropy implements Entropy {

  private final SplittableRandom random = new SplittableRandom(1);

  @Override
  public synchronized byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
