package dev.baton.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.access.Principal;
import dev.baton.port.ResourceStore;
import dev.baton.testkit.InMemoryResourceStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codebuild.model.Webhook;

/** Resources as documents, some of which can no longer be read. */
final class ShelfTest {

  private static final String KIND = "test/webhook";
  private static final Caller CALLER =
      new Caller(Principal.administrator("123456789012", "ann"), "us-east-1", true);

  private final ResourceStore store = new InMemoryResourceStore();
  private final Shelf<Webhook> shelf =
      new Shelf<>(
          store, InstantSource.fixed(Instant.EPOCH), new Shelf.Kind(KIND, 1000, Webhook::builder));

  @BeforeEach
  void someAreDamaged() {
    IntStream.range(0, 250)
        .forEach(
            i ->
                store.create(
                    new ResourceStore.Key(
                        KIND, CALLER.account(), CALLER.region(), "hook%03d".formatted(i)),
                    i % 50 == 0 ? "{" : "{\"url\":\"u\"}",
                    Optional.empty(),
                    Instant.EPOCH,
                    1000));
  }

  @Test
  void whatCannotBeReadIsLeftOutOfTheList() {
    assertThat(shelf.all(CALLER)).hasSize(245);
  }

  @Test
  void pagesGoOnBehindWhatCannotBeRead() {
    Page<String> first = shelf.page(CALLER, 2, "", Shelf.Kept::name);
    assertThat(first.elements()).containsExactly("hook001", "hook002");
    Page<String> second =
        shelf.page(CALLER, 300, Page.after(first.nextToken(), "x").orElseThrow(), Shelf.Kept::name);
    assertThat(second.elements()).hasSize(243).startsWith("hook003");
    assertThat(second.nextToken()).isNull();
  }

  @Test
  void anEmptyShelfHasAnEmptyList() {
    Shelf<Webhook> other =
        new Shelf<>(
            new InMemoryResourceStore(),
            InstantSource.fixed(Instant.EPOCH),
            new Shelf.Kind(KIND, 1, Webhook::builder));
    assertThat(other.all(CALLER)).isEqualTo(List.of());
  }
}
