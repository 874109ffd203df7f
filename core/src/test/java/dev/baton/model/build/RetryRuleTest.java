package dev.baton.model.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.build.Build.Context;
import dev.baton.model.build.Buildspec.OnFailure;
import dev.baton.model.build.Buildspec.OnFailure.Action;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryRuleTest {

  private static final Context CONTEXT =
      new Context(
          "COMMAND_EXECUTION_ERROR", "Error while executing command: make. Reason: exit status 7");

  @ParameterizedTest
  @CsvSource({
    "exit status 7, 4",
    "^COMMAND_EXECUTION_ERROR: , 4",
    "status \\d$, 4",
    "connection reset, 0",
    "^exit, 0",
    "'', 4"
  })
  void aPatternIsLookedForAnywhere(String pattern, int retries) {
    assertThat(RetryRule.retries(retry(4, pattern), CONTEXT)).isEqualTo(retries);
  }

  @Test
  void noPatternMatchesEverything() {
    assertThat(RetryRule.retries(new OnFailure(Action.RETRY, 3, Optional.empty()), CONTEXT))
        .isEqualTo(3);
  }

  @Test
  void onlyRetryRetries() {
    assertThat(RetryRule.retries(new OnFailure(Action.ABORT, 3, Optional.empty()), CONTEXT))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(a*)*b", "(x+x+)+y", "(.*)(.*)(.*)(.*)(.*)\\1\\2\\3\\4z", "(", "(a|aa)+$"})
  void aPatternThatWouldNeverEndDoesNotMatch(String pattern) {
    Context hostile = new Context("C", "a".repeat(1_000) + "x".repeat(1_000));

    assertThat(RetryRule.retries(retry(1, pattern), hostile)).isZero();
  }

  private static OnFailure retry(int retries, String pattern) {
    return new OnFailure(Action.RETRY, retries, Optional.of(pattern));
  }
}
