package dev.baton.provider;

import dev.baton.model.execution.ActionOutcome;
import dev.baton.port.ActionProvider;
import dev.baton.port.RuleProvider;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Compares a variable with a value: EQ, NE, CONTAINS, or MATCHES a regular expression. */
public final class VariableCheck implements RuleProvider {

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
  public ActionOutcome check(Request request) throws InterruptedException {
    String variable = request.configuration().getOrDefault("Variable", "");
    String value = request.configuration().getOrDefault("Value", "");
    String operator = request.configuration().getOrDefault("Operator", "EQ");
    Optional<Boolean> passes =
        switch (operator) {
          case "EQ" -> Optional.of(variable.equals(value));
          case "NE" -> Optional.of(!variable.equals(value));
          case "CONTAINS" -> Optional.of(variable.contains(value));
          case "MATCHES" -> matches(variable, value);
          default -> Optional.empty();
        };
    if (passes.isEmpty()) {
      return Outcomes.misconfigured(
          operator.equals("MATCHES")
              ? "'" + value + "' is no usable regular expression"
              : "Operator '" + operator + "' is none of EQ, NE, CONTAINS, MATCHES");
    }
    String told = "'" + variable + "' " + operator + " '" + value + "'";
    return passes.get()
        ? Outcomes.succeeded(request.ruleExecutionId(), told)
        : Outcomes.failed(
            request.ruleExecutionId(), "The variable check failed: " + told + " does not hold");
  }

  private static Optional<Boolean> matches(String variable, String regex)
      throws InterruptedException {
    Callable<Boolean> match =
        () -> Pattern.compile(regex).matcher(new Interruptible(variable)).matches();
    FutureTask<Boolean> task = new FutureTask<>(match);
    Thread thread = Thread.ofPlatform().daemon().name("variable check").start(task);
    try {
      return Optional.of(task.get(MATCH_SECONDS, TimeUnit.SECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PatternSyntaxException
          || e.getCause() instanceof StackOverflowError) {
        return Optional.empty();
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
