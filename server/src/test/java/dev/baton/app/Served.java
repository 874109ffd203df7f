package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import dev.baton.api.aws.Rates;
import dev.baton.api.aws.edge.OpenDoor;
import dev.baton.api.aws.wire.Json;
import dev.baton.api.own.KeyCommand;
import dev.baton.cli.Interrupts;
import dev.baton.http.Route;
import dev.baton.model.access.Principal;
import dev.baton.port.AuditLog;
import dev.baton.testkit.SeededEntropy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Everything that a server has behind its port, over a data directory; asked as it is over HTTP.
 */
final class Served implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  final Path data;
  private final LocalDeck deck;
  private final Dispatcher dispatcher;
  private final Caller caller = Identity.local("ann").caller();
  private final List<Throwable> faults = new ArrayList<>();

  Served(Path place) {
    this(place, InstantSource.system());
  }

  Served(Path place, InstantSource clock) {
    data = place.resolve("data");
    deck =
        new LocalDeck(
            new LocalDeck.Ground(
                data,
                place,
                Identity.local("ann"),
                clock,
                () -> UUID.randomUUID().toString(),
                new SeededEntropy(),
                Interrupts.NONE,
                this::keep,
                Trial.fromProperties(),
                Allowed.toOwner()));
    dispatcher = deck.serve().dispatcher();
  }

  private synchronized String keep(Throwable fault) {
    faults.add(fault);
    return "fault " + faults.size();
  }

  /** What {@code baton --server} asks for, answered to whoever a door lets in as that caller. */
  List<Route> routes(Principal principal) {
    OpenDoor door = new OpenDoor(new Caller(principal, caller.region(), false));
    Rates unbounded = new Rates(Rates.Limits.USUAL, System::nanoTime);
    return deck.serve().routes(door, unbounded, deck.reading());
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  /** The audit record, newest first. */
  List<?> audit() {
    String all = deck.audit(new AuditLog.Query(1_000, Optional.empty(), Optional.empty()));
    return new Answer(Json.tree(all.getBytes(StandardCharsets.UTF_8))).list("Events");
  }

  /** Has something done about access keys, as a command on the data directory. */
  String keys(KeyCommand command) {
    return deck.keys(command);
  }

  /** What a request that must succeed is answered; {@code '} stands for a quotation mark. */
  Answer ask(String target, String request) {
    Dispatcher.Answer answer = call(target, request);
    assertThat(answer.status())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return new Answer(Json.tree(answer.body()));
  }

  /** The type of the error that a request must be answered. */
  String refused(String target, String request) {
    Dispatcher.Answer answer = call(target, request);
    assertThat(answer.status()).isEqualTo(400);
    return new Answer(Json.tree(answer.body())).text("__type");
  }

  private Dispatcher.Answer call(String target, String request) {
    return dispatcher.call(
        caller, target, request.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  /** Asks until an answer is as it should be. */
  Answer until(String target, String request, Predicate<Answer> right) {
    Instant end = Instant.now().plus(PATIENCE);
    Answer answer = ask(target, request);
    while (!right.test(answer)) {
      assertThat(Instant.now()).as("%s answers %s", target, answer.tree()).isBefore(end);
      LockSupport.parkNanos(20_000_000);
      answer = ask(target, request);
    }
    return answer;
  }

  /** A document. */
  record Answer(Object tree) {

    /** What is found by names of members and positions in lists; "" where there is nothing. */
    Object at(Object... steps) {
      Object found = tree;
      for (Object step : steps) {
        found =
            switch (found) {
              case Map<?, ?> map when map.containsKey(step) -> map.get(step);
              case List<?> list when step instanceof Integer i && i < list.size() -> list.get(i);
              case null, default -> "";
            };
      }
      return found == null ? "" : found;
    }

    String text(Object... steps) {
      return String.valueOf(at(steps));
    }

    List<?> list(Object... steps) {
      return at(steps) instanceof List<?> list ? list : List.of();
    }
  }

  @Override
  public void close() {
    deck.close();
    assertThat(faults).isEmpty();
  }
}
