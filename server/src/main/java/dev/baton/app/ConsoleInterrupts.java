package dev.baton.app;

import dev.baton.cli.Interrupts;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts Ctrl-C. The JDK has no supported way to hear a second one: its shutdown hooks run once. So
 * this asks {@code sun.misc.Signal} (module jdk.unsupported) by reflection, since javac warns of it
 * in a way that cannot be silenced. Where it is missing, Ctrl-C ends the process as usual.
 */
final class ConsoleInterrupts implements Interrupts {

  private final AtomicInteger count = new AtomicInteger();

  @Override
  public int count() {
    return count.get();
  }

  /** Begins to count. */
  void listen() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object counting =
          Proxy.newProxyInstance(
              ConsoleInterrupts.class.getClassLoader(),
              new Class<?>[] {handler},
              (_, method, _) -> {
                if (method.getName().equals("handle")) {
                  heard();
                }
                return null;
              });
      Method handle = signal.getMethod("handle", signal, handler);
      handle.invoke(null, signal.getConstructor(String.class).newInstance("INT"), counting);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      // The default stays: Ctrl-C ends the process, and the shutdown hook closes the deck.
      count.set(0);
    }
  }

  private void heard() {
    if (count.incrementAndGet() > 2) {
      Runtime.getRuntime().halt(dev.baton.cli.ExitCode.INTERRUPTED);
    }
  }

  /** What to do when the process is asked to end in another way (SIGTERM, SIGHUP). */
  void onTermination(Runnable action) {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("leave").unstarted(action));
  }
}
