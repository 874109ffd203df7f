package com.example.erp.testing;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs the methods marked {@link Test} of all classes in a folder whose name ends in Test, prints
 * what became of them, and writes a JUnit XML report for each class. Exits with 1 when a test
 * failed, or when there was none.
 */
public final class TestRunner {

  /** What became of one test; without a failure it passed. */
  record Result(String test, long nanos, Optional<Throwable> failure) {

    double seconds() {
      return nanos / 1e9;
    }
  }

  private TestRunner() {}

  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    if (args.length != 2) {
      System.err.println("usage: TestRunner CLASSES REPORTS");
      System.exit(2);
    }
    Path classes = Path.of(args[0]);
    Path reports = Files.createDirectories(Path.of(args[1]));
    List<Result> all = new ArrayList<>();
    for (Class<?> type : testClasses(classes)) {
      System.out.println(type.getSimpleName());
      List<Result> results = run(type);
      Files.writeString(
          reports.resolve("TEST-" + type.getName() + ".xml"),
          JUnitReport.of(type.getName(), results));
      all.addAll(results);
    }
    long failed = all.stream().filter(result -> result.failure().isPresent()).count();
    System.out.println(all.size() + " tests, " + failed + " failed");
    System.exit(failed > 0 || all.isEmpty() ? 1 : 0);
  }

  private static List<Class<?>> testClasses(Path folder)
      throws IOException, ClassNotFoundException {
    List<String> names;
    try (Stream<Path> files = Files.walk(folder)) {
      names =
          files
              .map(
                  file ->
                      folder
                          .relativize(file)
                          .toString()
                          .replace(file.getFileSystem().getSeparator(), "."))
              .filter(file -> file.endsWith("Test.class"))
              .map(file -> file.substring(0, file.length() - ".class".length()))
              .sorted()
              .toList();
    }
    List<Class<?>> types = new ArrayList<>();
    for (String name : names) {
      Class<?> type = Class.forName(name);
      if (!tests(type).isEmpty()) {
        types.add(type);
      }
    }
    return types;
  }

  private static List<Method> tests(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .sorted(Comparator.comparing(Method::getName))
        .toList();
  }

  private static List<Result> run(Class<?> type) throws ReflectiveOperationException {
    List<Result> results = new ArrayList<>();
    for (Method test : tests(type)) {
      Result result = run(test);
      results.add(result);
      print(type, result);
    }
    return results;
  }

  /** Each test has an object of its own; one that can be closed is closed. */
  private static Result run(Method test) throws ReflectiveOperationException {
    test.setAccessible(true);
    var constructor = test.getDeclaringClass().getDeclaredConstructor();
    constructor.setAccessible(true);
    long start = System.nanoTime();
    Optional<Throwable> failure = Optional.empty();
    Object subject = constructor.newInstance();
    try {
      test.invoke(subject);
    } catch (InvocationTargetException e) {
      failure = Optional.of(e.getCause());
    } finally {
      close(subject);
    }
    return new Result(test.getName(), System.nanoTime() - start, failure);
  }

  private static void close(Object subject) {
    if (subject instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        System.out.println("  closing failed: " + e);
      }
    }
  }

  private static void print(Class<?> type, Result result) {
    long millis = Math.round(result.seconds() * 1000);
    if (result.failure().isEmpty()) {
      System.out.println("  ok      " + result.test() + " (" + millis + " ms)");
      return;
    }
    Throwable failure = result.failure().get();
    System.out.println("  FAILED  " + result.test() + " (" + millis + " ms)");
    System.out.println(
        "          " + (failure instanceof AssertionError ? failure.getMessage() : failure));
    Arrays.stream(failure.getStackTrace())
        .filter(frame -> frame.getClassName().equals(type.getName()))
        .findFirst()
        .ifPresent(
            frame ->
                System.out.println(
                    "          at " + frame.getFileName() + ":" + frame.getLineNumber()));
  }
}
