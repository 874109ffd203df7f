package dev.baton.model.build.masking;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Queue;

/**
 * Finds many byte strings at once (Aho and Corasick, 1975). States are numbers; 0 is the root. Only
 * the root's transitions are a table: nearly every byte of a log stays there, and deeper states
 * have few children.
 */
final class Automaton {

  private static final int NONE = -1;

  private final int[] fromRoot = new int[256];
  private byte[] label = new byte[1024];
  private int[] firstChild = new int[1024];
  private int[] sibling = new int[1024];
  private int[] fail = new int[1024];
  private int[] depth = new int[1024];

  /** The length of the longest string that ends in the state; 0 for none. */
  private int[] found = new int[1024];

  private int states = 1;

  Automaton(Collection<byte[]> strings) {
    Arrays.fill(fromRoot, 0);
    firstChild[0] = NONE;
    strings.forEach(this::add);
    link();
  }

  /** Whether anything can be found at all. */
  boolean isEmpty() {
    return states == 1;
  }

  int next(int state, byte b) {
    int s = state;
    while (s != 0) {
      int child = child(s, b);
      if (child != NONE) {
        return child;
      }
      s = fail[s];
    }
    return fromRoot[b & 0xff];
  }

  /** How many of the last bytes may yet become a part of something found. */
  int depth(int state) {
    return depth[state];
  }

  /** The length of the longest string that ends here; 0 for none. */
  int found(int state) {
    return found[state];
  }

  /** Whether a byte leads away from the root. */
  boolean begins(byte b) {
    return fromRoot[b & 0xff] != 0;
  }

  private int child(int state, byte b) {
    for (int c = firstChild[state]; c != NONE; c = sibling[c]) {
      if (label[c] == b) {
        return c;
      }
    }
    return NONE;
  }

  private void add(byte[] string) {
    int state = 0;
    for (byte b : string) {
      int child = state == 0 ? rootChild(b) : child(state, b);
      state = child == NONE ? grow(state, b) : child;
    }
    found[state] = string.length;
  }

  private int rootChild(byte b) {
    int child = fromRoot[b & 0xff];
    return child == 0 ? NONE : child;
  }

  private int grow(int parent, byte b) {
    if (states == label.length) {
      int size = states * 2;
      label = Arrays.copyOf(label, size);
      firstChild = Arrays.copyOf(firstChild, size);
      sibling = Arrays.copyOf(sibling, size);
      fail = Arrays.copyOf(fail, size);
      depth = Arrays.copyOf(depth, size);
      found = Arrays.copyOf(found, size);
    }
    int state = states++;
    label[state] = b;
    firstChild[state] = NONE;
    depth[state] = depth[parent] + 1;
    sibling[state] = firstChild[parent];
    firstChild[parent] = state;
    if (parent == 0) {
      fromRoot[b & 0xff] = state;
    }
    return state;
  }

  private void link() {
    Queue<Integer> queue = new ArrayDeque<>();
    for (int c = firstChild[0]; c != NONE; c = sibling[c]) {
      queue.add(c);
    }
    while (!queue.isEmpty()) {
      int state = queue.remove();
      for (int c = firstChild[state]; c != NONE; c = sibling[c]) {
        fail[c] = next(fail[state], label[c]);
        found[c] = Math.max(found[c], found[fail[c]]);
        queue.add(c);
      }
    }
  }
}
