package dev.baton.format.document;

import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What became of a text: the thing it declares, or every problem that was found. */
public sealed interface Parsed<T> {

  /**
   * Warnings of an accepted text; errors and warnings of a rejected one. In the order of their
   * places.
   */
  List<Problem> problems();

  /** The value of an accepted text. */
  Optional<T> value();

  /** A usable text; {@code problems} holds warnings only. */
  record Accepted<T>(T accepted, List<Problem> problems) implements Parsed<T> {

    public Accepted {
      problems = List.copyOf(problems);
    }

    @Override
    public Optional<T> value() {
      return Optional.of(accepted);
    }
  }

  /** An unusable text; at least one problem is an error. */
  record Rejected<T>(List<Problem> problems) implements Parsed<T> {

    public Rejected {
      problems = List.copyOf(problems);
    }

    @Override
    public Optional<T> value() {
      return Optional.empty();
    }
  }

  /**
   * The value, for a caller that can do nothing without it.
   *
   * @throws Refused with every problem when there is none
   */
  default T orRefuse() {
    return value().orElseThrow(() -> new Refused(problems()));
  }

  /** Reads on with what was accepted; the warnings so far stay. */
  default <R> Parsed<R> then(Function<T, Parsed<R>> next) {
    return switch (this) {
      case Rejected<T> rejected -> new Rejected<>(rejected.problems());
      case Accepted<T> accepted -> {
        Parsed<R> result = next.apply(accepted.accepted());
        if (accepted.problems().isEmpty()) {
          yield result;
        }
        Findings all = new Findings();
        all.addAll(accepted.problems());
        all.addAll(result.problems());
        yield result.value().<Parsed<R>>map(all::accept).orElseGet(all::reject);
      }
    };
  }
}
