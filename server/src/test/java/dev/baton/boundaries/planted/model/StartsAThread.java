package dev.baton.boundaries.planted.model;

final class StartsAThread {
  Thread start(Runnable work) {
    return Thread.startVirtualThread(work);
  }
}
