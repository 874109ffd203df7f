package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.model.document.Refused;
import dev.baton.port.EventLogs;
import dev.baton.port.EventLogs.Event;
import dev.baton.port.EventLogs.Key;
import dev.baton.port.EventLogs.Notes;
import dev.baton.port.LogStore.Most;
import dev.baton.port.LogStore.Placed;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What every {@link EventLogs} must do. */
public abstract class EventLogsContract {

  private static final Key APP = new Key(Samples.ACCOUNT, Samples.REGION, "app");
  private static final Most ALL = new Most(10_000, 1 << 20);
  protected static final Instant AT = Samples.AT.truncatedTo(ChronoUnit.MILLIS);

  /** The store under test, the same at each call, empty at first. */
  protected abstract EventLogs store();

  protected final long stream(String name) {
    store().create(APP, Map.of(), AT);
    store().createStream(APP, name, AT);
    return store().stream(APP, name).orElseThrow().id();
  }

  protected final void put(String stream, Instant at, String... messages) {
    List<Event> events = List.of(messages).stream().map(text -> new Event(at, text)).toList();
    assertThat(store().put(APP, stream, events, AT)).isTrue();
  }

  protected final List<String> messages(long stream) {
    return texts(store().after(stream, 0, ALL));
  }

  private static List<String> texts(List<Placed> placed) {
    return placed.stream().map(it -> it.line().message()).toList();
  }

  @Test
  void eventsStandInTheOrderOfTime() {
    long stream = stream("one");
    put("one", AT, "b", "c");
    put("one", AT.minusMillis(1), "a");
    put("one", AT, "d");

    assertThat(messages(stream)).containsExactly("a", "b", "c", "d");
    assertThat(store().stream(APP, "one").orElseThrow().first()).contains(AT.minusMillis(1));
    assertThat(store().stream(APP, "one").orElseThrow().last()).contains(AT);
  }

  @Test
  void aPlaceLeadsOnBothWays() {
    long stream = stream("one");
    put("one", AT, "a", "b", "c", "d");
    List<Placed> two = store().after(stream, 0, new Most(2, 1 << 20));

    assertThat(texts(two)).containsExactly("a", "b");
    assertThat(texts(store().after(stream, two.getLast().next(), ALL))).containsExactly("c", "d");
    assertThat(texts(store().before(stream, two.getLast().next(), ALL))).containsExactly("a", "b");
    assertThat(texts(store().before(stream, Long.MAX_VALUE, new Most(3, 1 << 20))))
        .containsExactly("b", "c", "d");
    assertThat(texts(store().after(stream, 0, new Most(9, 2)))).containsExactly("a", "b");
  }

  @Test
  void aTimeIsFound() {
    long stream = stream("one");
    put("one", AT, "a");
    put("one", AT.plusMillis(5), "b");

    assertThat(texts(store().after(stream, store().seek(stream, AT.plusMillis(1)), ALL)))
        .containsExactly("b");
    assertThat(store().after(stream, store().seek(stream, AT.plusMillis(6)), ALL)).isEmpty();
  }

  @Test
  void streamsKeepTheirEventsApart() {
    long one = stream("one");
    long two = stream("two");
    put("one", AT, "a");

    assertThat(messages(two)).isEmpty();
    store().deleteStream(APP, "one");
    assertThat(messages(one)).isEmpty();
    assertThat(store().streams(APP)).extracting(EventLogs.Stream::name).containsExactly("two");
    assertThat(store().deleteStream(APP, "one")).isFalse();
    assertThat(stream("one")).isNotEqualTo(one);
  }

  @Test
  void aGroupGoesWithAllThatIsInIt() {
    long stream = stream("one");
    put("one", AT, "a");

    assertThat(store().find(APP).orElseThrow().bytes()).isEqualTo(1);
    assertThat(store().delete(APP)).isTrue();
    assertThat(store().delete(APP)).isFalse();
    assertThat(messages(stream)).isEmpty();
    assertThat(store().put(APP, "one", List.of(), AT)).isFalse();
    assertThatThrownBy(() -> store().createStream(APP, "one", AT)).isInstanceOf(Refused.class);
  }

  @Test
  void namesBelongToAnAccountAndARegion() {
    Key other = new Key(Samples.ACCOUNT, "eu-west-1", "app");

    assertThat(store().create(APP, Map.of("k", "v"), AT)).isTrue();
    assertThat(store().create(APP, Map.of(), AT)).isFalse();
    assertThat(store().create(other, Map.of(), AT)).isTrue();
    assertThat(store().groups(Samples.ACCOUNT, Samples.REGION))
        .extracting(group -> group.notes().tags())
        .containsExactly(Map.of("k", "v"));
  }

  @Test
  void oldEventsGo() {
    long stream = stream("one");
    put("one", AT.minus(Duration.ofDays(2)), "old");
    put("one", AT, "new");
    assertThat(store().expire(AT)).isZero();

    store().amend(APP, notes -> new Notes(OptionalInt.of(1), notes.tags()));
    assertThat(store().expire(AT)).isEqualTo(1);

    assertThat(messages(stream)).containsExactly("new");
    assertThat(store().find(APP).orElseThrow().bytes()).isEqualTo(3);
  }
}
