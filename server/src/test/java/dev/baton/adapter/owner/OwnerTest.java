package dev.baton.adapter.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.http.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One process owns a data directory, and the others find it. */
final class OwnerTest {

  @TempDir private Path directory;

  private static final OwnerFile.Owner OWNER =
      new OwnerFile.Owner(42, 1_700_000_000_000L, 4711, "token", OwnerFile.PROTOCOL);

  @Test
  void onlyOneHasTheLock() {
    try (OwnerLock first = OwnerLock.open(directory);
        OwnerLock second = OwnerLock.open(directory)) {
      assertThat(first.tryAcquire()).isPresent();
      assertThat(second.tryAcquire()).isEmpty();
    }
  }

  @Test
  void eachOwnerHasAHigherEpoch() {
    try (OwnerLock lock = OwnerLock.open(directory)) {
      long first = lock.tryAcquire().orElseThrow();
      lock.release();
      assertThat(lock.tryAcquire())
          .hasValueSatisfying(epoch -> assertThat(epoch).isGreaterThan(first));
    }
  }

  @Test
  void theFileTellsWhereTheOwnerListens() {
    OwnerFile file = new OwnerFile(directory);
    file.write(OWNER);
    assertThat(file.read()).contains(OWNER);
  }

  @Test
  void theFileIsTheUsersAlone() throws IOException {
    new OwnerFile(directory).write(OWNER);
    assertThat(Files.getPosixFilePermissions(directory.resolve("owner.json")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"pid\":1}", "{\"pid\":\"x\",\"port\":{}}", "\0\0"})
  void aFileThatSaysNothingUsableIsNoOwner(String text) throws IOException {
    Files.writeString(directory.resolve("owner.json"), text);
    assertThat(new OwnerFile(directory).read()).isEmpty();
  }

  @Test
  void anotherOwnersFileIsNotRemoved() {
    OwnerFile file = new OwnerFile(directory);
    file.write(OWNER);
    file.remove(43);
    assertThat(file.read()).contains(OWNER);
  }

  @Test
  void aTokenIsNotPrinted() {
    assertThat(OWNER.toString()).doesNotContain("token");
  }

  @Test
  void aRequestArrivesAsItWasSentAndTheAnswerGoesBack() throws IOException {
    try (LoopbackListener listener =
        LoopbackListener.start(
            request ->
                Response.json(
                    400,
                    (request.method()
                            + " "
                            + request.path()
                            + " "
                            + request.header("x-amz-target").orElse("")
                            + " "
                            + request.header("authorization").orElse("")
                            + " "
                            + new String(request.body().readAllBytes(), StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8)))) {
      OwnerClient.Answer answer =
          new OwnerClient()
              .post(
                  owner(listener.port()),
                  "/_/a%2Fb",
                  Map.of("X-Amz-Target", "T"),
                  "body".getBytes(StandardCharsets.UTF_8));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(new String(answer.body(), StandardCharsets.UTF_8))
          .isEqualTo("POST /_/a%2Fb T Bearer token body");
    }
  }

  @Test
  void whoIsBeingAnsweredHearsTheAnswerBeforeTheDoorCloses() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    LoopbackListener listener =
        LoopbackListener.start(
            _ -> {
              asked.countDown();
              await(answered);
              return Response.empty(204);
            });
    CompletableFuture<Integer> caller =
        CompletableFuture.supplyAsync(() -> status(listener.port()));
    await(asked);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(listener::close);
    answered.countDown();

    assertThat(caller.get(20, TimeUnit.SECONDS)).isEqualTo(204);
    closing.get(20, TimeUnit.SECONDS);
  }

  private static int status(int port) {
    try {
      return new OwnerClient().post(owner(port), "/", Map.of(), new byte[0]).status();
    } catch (IOException e) {
      return -1;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anOwnerThatHasLeftIsAnError() {
    LoopbackListener listener = LoopbackListener.start(_ -> Response.empty(200));
    int port = listener.port();
    listener.close();
    assertThatThrownBy(() -> new OwnerClient().post(owner(port), "/", Map.of(), new byte[0]))
        .isInstanceOf(IOException.class);
  }

  @Test
  void nobodyElseOnTheNetworkReachesIt() {
    try (LoopbackListener listener = LoopbackListener.start(_ -> Response.empty(200))) {
      assertThat(listener.address().getAddress()).isEqualTo(InetAddress.getLoopbackAddress());
    }
  }

  private static OwnerFile.Owner owner(int port) {
    return new OwnerFile.Owner(1, 1, port, "token", OwnerFile.PROTOCOL);
  }
}
