package dev.baton.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * Gives a test an {@link Sdk} at a server that was really started: a process of its own, one for
 * all classes, so each test names what it makes after itself. After the test it looks whether the
 * operations that {@link Answers} and {@link Refuses} name were called, and answered so.
 */
final class SdkServer implements ParameterResolver, AfterEachCallback {

  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(SdkServer.class);
  private static final Pattern LISTENS = Pattern.compile("Baton listens on (http://[^\\s]+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * A server that listens.
   *
   * @param data its data directory
   * @param administrator whose key its first start made
   */
  record Place(World world, String url, Path data, AwsBasicCredentials administrator)
      implements AutoCloseable {

    @Override
    public void close() throws IOException {
      world.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    Class<?> type = parameter.getParameter().getType();
    return type == Sdk.class || type == Place.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Place.class ? place(test) : sdk(test);
  }

  private static Sdk sdk(ExtensionContext test) {
    return test.getStore(HERE)
        .computeIfAbsent(Sdk.class, _ -> Sdk.administrators(place(test)), Sdk.class);
  }

  private static Place place(ExtensionContext test) {
    return test.getRoot().getStore(HERE).computeIfAbsent(Place.class, _ -> started(), Place.class);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    Sdk sdk = sdk(test);
    test.getTestMethod()
        .ifPresent(
            method -> {
              Answers answers = method.getAnnotation(Answers.class);
              Refuses refuses = method.getAnnotation(Refuses.class);
              sdk.hasSeen(
                  answers == null ? List.of() : Arrays.asList(answers.value()),
                  refuses == null ? List.of() : Arrays.asList(refuses.value()));
            });
  }

  private static Place started() {
    try {
      World world = World.make();
      Path data = world.path("data");
      Files.createDirectories(data.resolve("s3/releases"));
      Files.writeString(data.resolve("s3/releases/app.txt"), "one");
      Files.createDirectories(data.resolve("s3/releases/folder"));
      Files.writeString(data.resolve("s3/releases/folder/in.txt"), "one");
      World.Running running =
          world.start(Map.of(), "--data", data.toString(), "server", "--listen", "127.0.0.1:0");
      String url = url(running);
      return new Place(world, url, data, key(data));
    } catch (IOException e) {
      throw new AssertionError("no server", e);
    }
  }

  private static String url(World.Running running) throws IOException {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end) && running.process().isAlive()) {
      Matcher said = LISTENS.matcher(Files.readString(running.out()));
      if (said.find()) {
        return said.group(1);
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    throw new AssertionError("it does not listen: " + Files.readString(running.err()));
  }

  private static AwsBasicCredentials key(Path data) throws IOException {
    String file = Files.readString(data.resolve("administrator-key.json"));
    return AwsBasicCredentials.create(member(file, "accessKeyId"), member(file, "secretAccessKey"));
  }

  private static String member(String json, String name) {
    Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
    if (!found.find()) {
      throw new AssertionError("no " + name + " in the key's file");
    }
    return found.group(1);
  }
}
