package dev.baton.format.document;

import dev.baton.model.document.Place;
import dev.baton.model.document.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects the problems of one text. Keeps the first {@value #MAXIMUM}; a text with more is told
 * so. Not for concurrent use.
 */
public final class Findings {

  /** How many problems are worth showing. */
  public static final int MAXIMUM = 200;

  private final List<Problem> problems = new ArrayList<>();
  private boolean errors;
  private boolean cut;

  /** Adds an error. */
  public void error(String code, Place place, String message) {
    add(Problem.error(code, place, message));
  }

  /** Adds a warning. */
  public void warning(String code, Place place, String message) {
    add(Problem.warning(code, place, message));
  }

  /** Adds a problem, unless exactly it is there already or there are too many. */
  public void add(Problem problem) {
    errors |= problem.isError();
    if (problems.size() >= MAXIMUM) {
      cut = true;
      return;
    }
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  /** Adds each of them. */
  public void addAll(List<Problem> more) {
    more.forEach(this::add);
  }

  /** Whether an error was found. */
  public boolean hasErrors() {
    return errors;
  }

  /** What was found, by place. */
  public List<Problem> list() {
    List<Problem> sorted = new ArrayList<>(problems);
    sorted.sort(
        Comparator.comparing((Problem p) -> p.place().file())
            .thenComparingInt(p -> p.place().line())
            .thenComparingInt(p -> p.place().column()));
    if (cut) {
      Place last = sorted.getLast().place();
      String message = "There are more problems than these " + MAXIMUM + "; mend them first";
      sorted.add(
          errors
              ? Problem.error("TooManyProblems", last, message)
              : Problem.warning("TooManyProblems", last, message));
    }
    return List.copyOf(sorted);
  }

  /** The outcome for a value that could be made: rejected all the same if there was an error. */
  public <T> Parsed<T> accept(T value) {
    return errors ? reject() : new Parsed.Accepted<>(value, list());
  }

  /** The outcome without a value. */
  public <T> Parsed<T> reject() {
    if (!errors) {
      throw new IllegalStateException("A text is rejected only with an error");
    }
    return new Parsed.Rejected<>(list());
  }
}
