package dev.baton.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.testkit.ManualClock;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A rule that lets pass while its window is open and waits until then. */
final class DeploymentWindowTest {

  private final ManualClock clock = new ManualClock();
  private final DeploymentWindow rule = new DeploymentWindow(clock);

  private Asked window(String cron) {
    return Asked.of(rule).with("Cron", cron);
  }

  private ActionOutcome check(String cron, String zone, String now) {
    clock.set(Instant.parse(now));
    return rule.check(window(cron).with("TimeZone", zone).ruleRequest());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * 9-16 ? * MON-FRI     | UTC              | 2026-03-09T09:00:00Z",
        "* * 9-16 ? * MON-FRI     | UTC              | 2026-03-09T16:59:59.999Z",
        "0 * 9-16 ? * MON-FRI     | UTC              | 2026-03-09T12:34:56Z",
        "* * 9-16 ? * 2-6 *       | UTC              | 2026-03-13T12:00:00Z",
        "* * 9-16 ? * MON-FRI     | America/New_York | 2026-03-09T13:00:00Z",
        "* * 9-16 ? * MON-FRI     | UTC+02:00        | 2026-03-09T07:00:00Z",
        "* * 22-2 ? * *           | UTC              | 2026-03-09T00:30:00Z",
        "* * * L * ?              | UTC              | 2028-02-29T10:00:00Z",
        "* * * ? * 6#2            | UTC              | 2026-03-13T10:00:00Z",
        "* * * ? NOV-FEB FRI-MON  | UTC              | 2026-01-18T10:00:00Z",
        "* 0/15 * * * ?           | UTC              | 2026-03-09T12:45:59Z",
        "* * * * * ? 2026         | UTC              | 2026-12-31T23:59:59Z",
      })
  void anOpenWindowLetsPass(String cron, String zone, String now) {
    assertThat(check(cron, zone, now)).isInstanceOf(ActionOutcome.Succeeded.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * 9-16 ? * MON-FRI | UTC              | 2026-03-09T08:59:59Z | 2026-03-09T09:00:00Z",
        "* * 9-16 ? * MON-FRI | UTC              | 2026-03-09T17:00:00Z | 2026-03-10T09:00:00Z",
        "* * 9-16 ? * MON-FRI | UTC              | 2026-03-13T17:00:00Z | 2026-03-16T09:00:00Z",
        "30 0 9 ? * MON-FRI   | UTC              | 2026-03-13T08:00:00Z | 2026-03-13T09:00:00Z",
        "* * 9-16 ? * *       | America/New_York | 2026-03-07T23:00:00Z | 2026-03-08T13:00:00Z",
        "* 30 2 ? * *         | America/New_York | 2026-03-08T06:59:00Z | 2026-03-09T06:30:00Z",
        "* * * 29 2 ?         | UTC              | 2026-03-01T00:00:00Z | 2028-02-29T00:00:00Z",
      })
  void aClosedWindowIsWaitedFor(String cron, String zone, String now, String opening) {
    assertThat(check(cron, zone, now))
        .isInstanceOfSatisfying(
            ActionOutcome.Continue.class,
            wait -> assertThat(wait.notBefore()).isEqualTo(Instant.parse(opening)));
  }

  @Test
  void theWaitSaysWhenTheWindowOpens() {
    assertThat(check("* * 9-16 ? * *", "UTC", "2026-03-09T08:00:00Z"))
        .isInstanceOfSatisfying(
            ActionOutcome.Continue.class,
            wait ->
                assertThat(wait.external().summary())
                    .isEqualTo(
                        "The deployment window '* * 9-16 ? * *' in UTC opens at"
                            + " 2026-03-09T09:00:00Z"));
  }

  @Test
  void askedAgainAtTheOpeningItLetsPass() {
    var wait = (ActionOutcome.Continue) check("* * 9 ? * *", "UTC", "2026-03-09T08:00:00Z");
    clock.set(wait.notBefore());

    assertThat(rule.check(window("* * 9 ? * *").again(wait.token()).ruleRequest()))
        .isInstanceOf(ActionOutcome.Succeeded.class);
  }

  @Test
  void withoutATimeZoneItIsUtc() {
    clock.set(Instant.parse("2026-03-09T09:30:00Z"));

    assertThat(rule.check(window("* * 9 ? * *").ruleRequest()))
        .isInstanceOf(ActionOutcome.Succeeded.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"* * * * * ? 1999", "0 0 0 30 2 ?", "* * * 31 APR ? *"})
  void aWindowThatNeverOpensFails(String cron) {
    assertThat(check(cron, "UTC", "2026-03-09T08:00:00Z"))
        .isInstanceOfSatisfying(
            ActionOutcome.Failed.class,
            failed -> assertThat(failed.message()).endsWith("never opens again"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * * *",
        "* * * * * * * *",
        "60 * * * * ?",
        "* * * * * MON",
        "@daily",
        "x y z a b c",
        "* * 9 ? * *||* * 10 ? * *",
        "* * 9 ? * * \n* * * ? * *",
      })
  void aBadExpressionIsAnErrorOfTheDefinition(String cron) {
    Problem problem = rule.validate(window(cron).declaredRule()).getFirst();

    assertThat(problem.isError()).isTrue();
    assertThat(problem.message()).startsWith("Rule TheAction: Cron '").doesNotContain("\n");
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> rule.check(window(cron).ruleRequest()))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo("ConfigurationError"));
  }

  @Test
  void anEndlessExpressionIsNotEvenRead() {
    assertThat(rule.validate(window("0-59,".repeat(2000) + "* * ? * *").declaredRule()))
        .extracting(Problem::message)
        .containsExactly("Rule TheAction: Cron is longer than 500 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Mars/Olympus", "", "UTC+99", "../../etc/localtime"})
  void aBadTimeZoneIsAnErrorOfTheDefinition(String zone) {
    Asked asked = window("* * 9 ? * *").with("TimeZone", zone);

    assertThat(rule.validate(asked.declaredRule()))
        .extracting(Problem::message)
        .singleElement()
        .asString()
        .startsWith("Rule TheAction: TimeZone '" + zone + "' is no time zone; right is");
  }

  @Test
  void whatHoldsAVariableIsJudgedAtTheRun() {
    Asked asked = window("#{variables.Cron}").with("TimeZone", "UTC");

    assertThat(rule.validate(asked.declaredRule())).isEmpty();
  }

  @Test
  void aGoodRuleHasNoProblem() {
    assertThat(rule.validate(window("* * 9-16 ? * MON-FRI *").declaredRule())).isEmpty();
  }

  @Property(tries = 1000)
  void noExpressionGivesAnythingButAnAnswerOrARefusal(
      @ForAll
          @StringLength(max = 30)
          @Chars({' ', '*', '?', '/', '-', ',', '#', 'L', 'W', '|', '@'})
          @CharRange(from = '0', to = '9')
          String cron) {
    DeploymentWindow asked = new DeploymentWindow(new ManualClock());
    Asked window = Asked.of(asked).with("Cron", cron);
    if (asked.validate(window.declaredRule()).isEmpty()) {
      assertThat(asked.check(window.ruleRequest())).isNotNull();
    }
  }
}
