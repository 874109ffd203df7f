package dev.baton.model.document;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A request that was not carried out, with every problem found; nothing has changed. Edges turn it
 * into their own answer.
 */
public final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public Refused(List<Problem> problems) {
    super(
        problems.stream().map(Problem::toString).collect(Collectors.joining("\n")),
        null,
        false,
        false);
    this.problems = List.copyOf(problems);
  }

  /** One problem without a place. */
  public static Refused because(String code, Problem.Kind kind, String message) {
    return new Refused(List.of(Problem.refusal(code, kind, message, Map.of())));
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNullElse(super.getMessage(), "");
  }

  public List<Problem> problems() {
    return problems;
  }

  /** The code of the first problem, which decides how an edge answers. */
  public String code() {
    return problems.getFirst().code();
  }
}
