package dev.baton.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.ActionOutcome.Failed;
import dev.baton.model.execution.ActionOutcome.Succeeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A variable compared with a value. */
final class VariableCheckTest {

  private final VariableCheck rule = new VariableCheck();

  private Asked asked(String variable, String operator, String value) {
    return Asked.of(rule)
        .with("Variable", variable)
        .with("Operator", operator)
        .with("Value", value);
  }

  private ActionOutcome check(String variable, String operator, String value)
      throws InterruptedException {
    return rule.check(asked(variable, operator, value).ruleRequest());
  }

  @ParameterizedTest
  @CsvSource({
    "main, EQ, main",
    "main, NE, develop",
    "release/1.2, CONTAINS, release",
    "v1.20.3, MATCHES, 'v[0-9]+\\.[0-9]+\\.[0-9]+'",
    "'', EQ, ''",
    "a.c, EQ, a.c",
  })
  void whatHoldsLetsPass(String variable, String operator, String value)
      throws InterruptedException {
    assertThat(check(variable, operator, value)).isInstanceOf(Succeeded.class);
  }

  @ParameterizedTest
  @CsvSource({
    "main, EQ, Main",
    "main, NE, main",
    "main, CONTAINS, master",
    "xv1.2.3x, MATCHES, 'v[0-9]+\\.[0-9]+\\.[0-9]+'",
    "abc, EQ, a.c",
  })
  void whatDoesNotHoldFails(String variable, String operator, String value)
      throws InterruptedException {
    assertThat(check(variable, operator, value))
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.code()).isEqualTo("JobFailed"));
  }

  @Test
  void theMessageSaysWhatWasCompared() throws InterruptedException {
    assertThat(((Failed) check("main", "EQ", "develop")).message())
        .isEqualTo("The variable check failed: 'main' EQ 'develop' does not hold");
  }

  @Test
  void withoutAnOperatorItIsEquality() throws InterruptedException {
    assertThat(
            rule.check(Asked.of(rule).with("Variable", "main").with("Value", "main").ruleRequest()))
        .isInstanceOf(Succeeded.class);
  }

  @Test
  void aLongVariableIsShownShort() throws InterruptedException {
    assertThat(((Failed) check("x".repeat(100_000), "EQ", "line\nbreak")).message())
        .hasSizeLessThan(300)
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"eq", "LIKE", ""})
  void anUnknownOperatorIsRefused(String operator) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> check("v", operator, "v"))
        .withMessage("Operator '" + operator + "' is none of EQ, NE, CONTAINS, MATCHES");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[a", "*", "(?<n>a)(?<n>b)"})
  void anExpressionThatIsNoneIsAnErrorOfTheDefinition(String regex) {
    assertThat(rule.validate(asked("v", "MATCHES", regex).declaredRule()))
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .contains("is no regular expression: ");
  }

  @Test
  void anExpressionNestedTooDeeplyIsRefused() {
    String regex = "(".repeat(200_000) + "a" + ")".repeat(200_000);

    assertThat(rule.validate(asked("v", "MATCHES", regex).declaredRule()))
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .endsWith("Stack overflow during pattern compilation");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a|aa)+b", "(a*)*(a*)*(a*)*b"})
  void anAttackOnTheClockEndsWithTheRule(String regex) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> check("a".repeat(5_000), "MATCHES", regex))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo("ConfigurationError"));
  }

  @Test
  void whatHoldsAVariableIsJudgedAtTheRun() {
    assertThat(rule.validate(asked("v", "MATCHES", "#{variables.Regex}(").declaredRule()))
        .isEmpty();
  }
}
