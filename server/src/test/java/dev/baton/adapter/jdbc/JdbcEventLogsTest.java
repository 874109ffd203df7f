package dev.baton.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.port.EventLogs;
import dev.baton.testkit.EventLogsContract;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcEventLogsTest extends EventLogsContract {

  @RegisterExtension private final TemporaryDatabase database = new TemporaryDatabase();

  @Override
  protected EventLogs store() {
    return new JdbcEventLogs(database.get(), 1600);
  }

  @Test
  void aFullGroupLetsItsOldestEventsGo() {
    long one = stream("one");
    long two = stream("two");
    for (int i = 0; i < 16; i++) {
      put(i % 2 == 0 ? "one" : "two", AT.plusMillis(i), ("%02d".formatted(i)).repeat(50));
    }
    put("one", AT.plusMillis(99), "x".repeat(50));

    assertThat(messages(one)).hasSize(8);
    assertThat(messages(one).getFirst()).startsWith("02");
    assertThat(messages(two)).hasSize(7).first().asString().startsWith("03");
    assertThat(
            List.of(messages(one), messages(two)).stream()
                .flatMap(List::stream)
                .mapToInt(String::length)
                .sum())
        .isLessThanOrEqualTo(1500);
  }
}
