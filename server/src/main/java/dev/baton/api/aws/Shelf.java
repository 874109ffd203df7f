package dev.baton.api.aws;

import dev.baton.api.aws.wire.Json;
import dev.baton.api.aws.wire.MalformedShape;
import dev.baton.api.aws.wire.ShapeReader;
import dev.baton.api.aws.wire.ShapeWriter;
import dev.baton.api.aws.wire.Timestamps;
import dev.baton.port.ResourceStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Resources of one kind, each kept as the shape that AWS shows it in, by name, in the caller's
 * account and region. Safe for concurrent use.
 *
 * @param <T> the shape
 */
public final class Shelf<T extends SdkPojo> {

  private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);
  private static final int TRIES = 16;
  private static final int PAGE = 100;

  /**
   * What a shelf holds.
   *
   * @param kind whose names these are, as {@code codepipeline/webhook}
   * @param most how many an account may have in a region
   * @param builder makes an empty builder of the shape
   */
  public record Kind(String kind, int most, Supplier<? extends SdkPojo> builder) {}

  /** A resource. */
  public record Kept<T>(String name, T shape, Instant created, Instant modified) {}

  private final ResourceStore store;
  private final InstantSource clock;
  private final Kind kind;
  private final ShapeReader reader = new ShapeReader();
  private final ShapeWriter writer = new ShapeWriter(Timestamps.EPOCH, ZoneOffset.UTC);

  public Shelf(ResourceStore store, InstantSource clock, Kind kind) {
    this.store = store;
    this.clock = clock;
    this.kind = kind;
  }

  public Optional<Kept<T>> find(Caller caller, String name) {
    return store.find(key(caller, name)).map(this::kept);
  }

  /** The resource's secret; empty when it has none. */
  public Optional<String> secret(Caller caller, String name) {
    return store.secret(key(caller, name));
  }

  /**
   * Adds a resource; empty when the name is taken.
   *
   * @throws dev.baton.model.document.Refused as {@code LimitExceeded}
   */
  public Optional<Kept<T>> create(Caller caller, String name, T shape, Optional<String> secret) {
    Instant now = clock.instant();
    return store.create(key(caller, name), text(shape), secret, now, kind.most())
        ? Optional.of(new Kept<>(name, shape, now, now))
        : Optional.empty();
  }

  /** Changes the shape and keeps the secret; empty when there is no such resource. */
  public Optional<Kept<T>> amend(Caller caller, String name, UnaryOperator<T> change) {
    return changed(
        caller, name, (before, shape, at) -> store.amend(before, text(shape), at), change);
  }

  /** Changes the shape, and the secret too: an empty one takes the former away. */
  public Optional<Kept<T>> replace(
      Caller caller, String name, UnaryOperator<T> change, Optional<String> secret) {
    return changed(
        caller,
        name,
        (before, shape, at) -> store.replace(before, text(shape), secret, at),
        change);
  }

  @FunctionalInterface
  private interface Attempt<T> {
    boolean succeeds(ResourceStore.Stored before, T shape, Instant at);
  }

  private Optional<Kept<T>> changed(
      Caller caller, String name, Attempt<T> attempt, UnaryOperator<T> change) {
    for (int i = 0; i < TRIES; i++) {
      Optional<ResourceStore.Stored> before = store.find(key(caller, name));
      if (before.isEmpty()) {
        return Optional.empty();
      }
      T shape = change.apply(kept(before.get()).shape());
      Instant now = clock.instant();
      if (attempt.succeeds(before.get(), shape, now)) {
        return Optional.of(new Kept<>(name, shape, before.get().created(), now));
      }
    }
    throw new AwsFault(
        "ConcurrentModificationException",
        400,
        "Others change " + name + " at the same time; try again.");
  }

  /** Deletes the resource with its secret; false when there was none. */
  public boolean delete(Caller caller, String name) {
    return store.delete(key(caller, name));
  }

  /**
   * A page of them, by name, its places as names.
   *
   * @param after the name that the page begins after; empty for the first
   */
  public <R> Page<R> page(Caller caller, int size, String after, Function<Kept<T>, R> as) {
    Page<Kept<T>> page = Page.cut(some(caller, size + 1, after), size, Kept::name);
    return new Page<>(page.elements().stream().map(as).toList(), page.nextToken());
  }

  /** Every one of them, by name. */
  public List<Kept<T>> all(Caller caller) {
    List<Kept<T>> all = new ArrayList<>();
    List<Kept<T>> page;
    do {
      page = some(caller, PAGE, all.isEmpty() ? "" : all.getLast().name());
      all.addAll(page);
    } while (page.size() == PAGE);
    return all;
  }

  private List<Kept<T>> some(Caller caller, int limit, String after) {
    List<Kept<T>> some = new ArrayList<>();
    String from = after;
    List<ResourceStore.Stored> page;
    do {
      page = store.list(kind.kind(), caller.account(), caller.region(), limit, from);
      page.forEach(stored -> readable(stored).ifPresent(some::add));
      from = page.isEmpty() ? from : page.getLast().key().name();
    } while (some.size() < limit && page.size() == limit);
    return some.subList(0, Math.min(limit, some.size()));
  }

  /** What cannot be read any more is in no other's way: a list goes on without it. */
  private Optional<Kept<T>> readable(ResourceStore.Stored stored) {
    try {
      return Optional.of(kept(stored));
    } catch (MalformedShape e) {
      LOG.error("{} {} cannot be read and is left out", kind.kind(), stored.key().name(), e);
      return Optional.empty();
    }
  }

  private Kept<T> kept(ResourceStore.Stored stored) {
    byte[] document = stored.document().getBytes(StandardCharsets.UTF_8);
    T shape = reader.read(document, kind.builder());
    return new Kept<>(stored.key().name(), shape, stored.created(), stored.modified());
  }

  private String text(T shape) {
    return Json.compact(out -> writer.write(out, shape));
  }

  private ResourceStore.Key key(Caller caller, String name) {
    return new ResourceStore.Key(kind.kind(), caller.account(), caller.region(), name);
  }
}
