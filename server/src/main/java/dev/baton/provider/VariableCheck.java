package dev.baton.provider;

import dev.baton.format.document.Excerpt;
import dev.baton.model.document.Problem;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.port.ActionProvider;
import dev.baton.port.RuleProvider;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Compares a variable with a value: EQ, NE, CONTAINS, or MATCHES a regular expression as a whole.
 */
public final class VariableCheck implements RuleProvider {

  private static final List<String> OPERATORS = List.of("EQ", "NE", "CONTAINS", "MATCHES");

  /** A pattern that has not decided by then is taken for an attack on the clock. */
  private static final long MATCH_SECONDS = 2;

  @Override
  public ActionProvider.ActionType type() {
    return declared();
  }

  static ActionProvider.ActionType declared() {
    return Types.aws("Rule", "VariableCheck")
        .required("Variable")
        .optional("Value", "Operator")
        .type();
  }

  @Override
  public List<Problem> validate(PipelineDefinition.Rule rule) {
    return problems(rule);
  }

  /** Operators are warned of elsewhere: CodePipeline looks at them when the rule is asked. */
  static List<Problem> problems(PipelineDefinition.Rule rule) {
    String value = value(rule.configuration());
    if (!operator(rule.configuration()).equals("MATCHES") || Variables.in(value)) {
      return List.of();
    }
    return Outcomes.problems(
        "InvalidStageDeclaration", "Rule " + rule.name(), () -> pattern(value));
  }

  private static String operator(Map<String, String> configuration) {
    return configuration.getOrDefault("Operator", "EQ");
  }

  private static String value(Map<String, String> configuration) {
    return configuration.getOrDefault("Value", "");
  }

  @Override
  public ActionOutcome check(Request request) throws InterruptedException {
    String variable = request.configuration().getOrDefault("Variable", "");
    String value = value(request.configuration());
    String operator = operator(request.configuration());
    wellFormed(operator, value);
    boolean passes =
        switch (operator) {
          case "NE" -> !variable.equals(value);
          case "CONTAINS" -> variable.contains(value);
          case "MATCHES" -> matches(variable, value);
          default -> variable.equals(value);
        };
    String told = "'" + Excerpt.of(variable) + "' " + operator + " '" + Excerpt.of(value) + "'";
    return passes
        ? Outcomes.succeeded(request.ruleExecutionId(), told)
        : Outcomes.failed(
            request.ruleExecutionId(), "The variable check failed: " + told + " does not hold");
  }

  private static void wellFormed(String operator, String value) {
    if (!OPERATORS.contains(operator)) {
      throw Outcomes.misconfiguration(
          "Operator '" + Excerpt.of(operator) + "' is none of " + String.join(", ", OPERATORS));
    }
    if (operator.equals("MATCHES")) {
      pattern(value);
    }
  }

  private static Pattern pattern(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw Outcomes.misconfiguration(
          "'" + Excerpt.of(regex) + "' is no regular expression: " + e.getDescription());
    }
  }

  /** On a thread of its own, since nothing but its interruption ends a match. */
  private static boolean matches(String variable, String regex) throws InterruptedException {
    Callable<Boolean> match = () -> pattern(regex).matcher(new Interruptible(variable)).matches();
    FutureTask<Boolean> task = new FutureTask<>(match);
    Thread thread = Thread.ofPlatform().daemon().name("variable check").start(task);
    try {
      return task.get(MATCH_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw Outcomes.misconfiguration(
          "The regular expression '"
              + Excerpt.of(regex)
              + "' has not decided within "
              + MATCH_SECONDS
              + " s; write it without nested repetitions");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StackOverflowError) {
        throw Outcomes.misconfiguration(
            "The regular expression '" + Excerpt.of(regex) + "' needs too deep a stack");
      }
      throw new IllegalStateException("The match ended with a fault", e.getCause());
    } finally {
      thread.interrupt();
    }
  }

  /**
   * Text whose reading ends when the thread is interrupted: the regular expression engine asks for
   * every character.
   */
  private record Interruptible(CharSequence text) implements CharSequence {

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("interrupted");
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Interruptible(text.subSequence(start, end));
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
