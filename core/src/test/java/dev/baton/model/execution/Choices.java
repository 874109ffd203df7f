package dev.baton.model.execution;

import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/** Where a random history takes its decisions from. */
final class Choices {

  private final IntUnaryOperator next;
  private int left;

  private Choices(int left, IntUnaryOperator next) {
    this.left = left;
    this.next = next;
  }

  /** Reads them off the numbers; ends with them. */
  static Choices of(List<Integer> numbers) {
    return new Choices(numbers.size(), left -> numbers.get(numbers.size() - left));
  }

  static Choices of(long seed, int length) {
    Random random = new Random(seed);
    return new Choices(length, left -> random.nextInt(Integer.MAX_VALUE));
  }

  boolean isOver() {
    return left == 0;
  }

  /** From 0 to below the bound; 0 once the choices are over. */
  int below(int bound) {
    if (left == 0) {
      return 0;
    }
    int number = next.applyAsInt(left);
    left--;
    return number % bound;
  }

  boolean oneIn(int bound) {
    return below(bound) == bound - 1;
  }

  <T> T among(List<T> things) {
    return things.get(below(things.size()));
  }
}
