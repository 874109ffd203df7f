package dev.baton.api.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks too often is told so, and nobody else. */
final class RatesTest {

  private static final String FAR = "192.0.2.7";
  private static final long SECOND = 1_000_000_000;

  private final AtomicLong now = new AtomicLong(-5 * SECOND);
  private final Rates rates = rates(false, 10, 3);

  private Rates rates(boolean sparesLoopback, int rate, int burst) {
    Rates.Limit limit = new Rates.Limit(rate, burst);
    return new Rates(new Rates.Limits(limit, limit, sparesLoopback), now::get);
  }

  private long admitted(int asked, String key) {
    return IntStream.range(0, asked).filter(_ -> isAdmitted(() -> rates.count(key, FAR))).count();
  }

  private static boolean isAdmitted(Runnable call) {
    try {
      call.run();
      return true;
    } catch (AwsFault fault) {
      return false;
    }
  }

  @Test
  void oneTooManyIsAnsweredAsAwsDoes() {
    admitted(3, "k");
    assertThatThrownBy(() -> rates.count("k", FAR))
        .isInstanceOfSatisfying(
            AwsFault.class,
            fault -> {
              assertThat(fault.type()).isEqualTo("ThrottlingException");
              assertThat(fault.status()).isEqualTo(400);
              assertThat(fault.message()).isEqualTo("Rate exceeded");
            });
  }

  @Test
  void aBurstIsAdmittedAndThenTheRate() {
    assertThat(admitted(9, "k")).isEqualTo(3);
    now.addAndGet(SECOND / 10);
    assertThat(admitted(9, "k")).isEqualTo(1);
    now.addAndGet(SECOND / 5);
    assertThat(admitted(9, "k")).isEqualTo(2);
  }

  @Test
  void whatWasRefusedIsCounted() {
    admitted(5, "k");
    IntStream.range(0, 4).forEach(_ -> isAdmitted(() -> rates.countStranger(FAR)));
    assertThat(rates.seen()).isEqualTo(new Rates.Seen(4, 2, 1));
  }

  @Test
  void aLongRestSavesNoMoreThanABurst() {
    admitted(9, "k");
    now.addAndGet(3_600 * SECOND);
    assertThat(admitted(9, "k")).isEqualTo(3);
  }

  @Test
  void aKeyCostsNoOtherKey() {
    admitted(9, "k");
    assertThat(admitted(9, "other")).isEqualTo(3);
  }

  @Test
  void strangersCostNoKeyOfTheirAddressAndNoOtherAddress() {
    long strangers =
        IntStream.range(0, 9).filter(_ -> isAdmitted(() -> rates.countStranger(FAR))).count();
    assertThat(strangers).isEqualTo(3);
    assertThat(isAdmitted(() -> rates.countStranger("192.0.2.8"))).isTrue();
    assertThat(admitted(9, "k")).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.3.2.1", "::1", "[::1]", "0:0:0:0:0:0:0:1"})
  void loopbackIsSparedWhereNobodySaidOtherwise(String address) {
    Rates sparing = rates(true, 1, 1);
    assertThatCode(
            () -> {
              sparing.count("k", address);
              sparing.count("k", address);
              sparing.countStranger(address);
              sparing.countStranger(address);
            })
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.7", "::ffff:10.0.0.1", "localhost", "", "127.0.0.1.example"})
  void whatIsNotLoopbackIsCounted(String address) {
    Rates sparing = rates(true, 1, 1);
    sparing.count("k", address);
    assertThat(isAdmitted(() -> sparing.count("k", address))).isFalse();
  }

  @Test
  void aRateOfZeroIsNoLimit() {
    Rates open = rates(false, 0, 1);
    assertThatCode(() -> IntStream.range(0, 99).forEach(_ -> open.count("k", FAR)))
        .doesNotThrowAnyException();
  }

  @Test
  void howeverManyStrangersThereAreTheyAreHeldInBoundedRoom() {
    IntStream.range(0, 50_000).forEach(i -> isAdmitted(() -> rates.countStranger("a" + i)));
    assertThat(rates.held()).isLessThanOrEqualTo(20_000);
    assertThat(isAdmitted(() -> rates.countStranger("late"))).isFalse();
    now.addAndGet(60 * SECOND);
    assertThat(isAdmitted(() -> rates.countStranger("late"))).isTrue();
    assertThat(rates.held()).isLessThan(10);
  }
}
