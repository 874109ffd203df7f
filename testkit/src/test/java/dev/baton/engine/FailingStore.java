package dev.baton.engine;

import dev.baton.port.ExecutionStore;
import dev.baton.port.PipelineStore;
import dev.baton.port.PortException;
import dev.baton.testkit.InMemoryExecutionStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A store in memory whose writes fail on request, and then change nothing. */
final class FailingStore {

  private final InMemoryExecutionStore store = new InMemoryExecutionStore();
  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicInteger marks = new AtomicInteger();
  private volatile Optional<String> broken = Optional.empty();

  /** The next commits find the disk full. */
  void refuse(int next) {
    commits.set(next);
  }

  /** The next marks of begun work find the disk full. */
  void refuseMarks(int next) {
    marks.set(next);
  }

  /** From now on every commit fails, and says that no repetition helps. */
  void fail(String why) {
    broken = Optional.of(why);
  }

  List<ExecutionStore.Work> work() {
    return store.work();
  }

  PipelineStore pipelines() {
    return store.pipelines();
  }

  ExecutionStore asStore() {
    return (ExecutionStore)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ExecutionStore.class},
            (_, method, arguments) -> call(method, arguments));
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    switch (method.getName()) {
      case "commit" -> {
        if (broken.isPresent()) {
          throw new PortException(broken.get(), false);
        }
        full(commits);
      }
      case "begun" -> full(marks);
      default -> {
        // Reading goes on.
      }
    }
    try {
      return method.invoke(store, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void full(AtomicInteger refusals) {
    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new PortException("database or disk is full", true);
    }
  }
}
