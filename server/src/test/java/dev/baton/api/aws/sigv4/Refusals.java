package dev.baton.api.aws.sigv4;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Says that something was refused, and why. */
final class Refusals {

  private Refusals() {}

  static void assertRefused(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SignatureFault.class,
            fault ->
                org.assertj.core.api.Assertions.assertThat(fault.reason())
                    .as(fault.message())
                    .isEqualTo(reason));
  }
}
