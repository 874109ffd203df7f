package dev.baton.api.aws.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Baton does of an operation. {@code docs/aws-compatibility.md} is made from this, and so are
 * refusals.
 *
 * @param test the test that looks at the effect, {@code Class#method}
 * @param note what does not work, or why it is refused; may be empty for what works
 */
public record Coverage(Level level, Optional<String> test, String note) {

  /** How much of it. */
  public enum Level {
    WORKS("works"),
    PARTLY("works partly"),
    STORED("stored, not acted on"),
    REFUSED("refused");

    private final String title;

    Level(String title) {
      this.title = title;
    }

    /** As the page says it. */
    public String title() {
      return title;
    }
  }

  /** The declaration of an operation; of what no table names, that of its service's rest. */
  public static Coverage of(ServiceModel model, String operation) {
    return of(model.id(), operation);
  }

  /** As {@link #of(ServiceModel, String)}, also of STS, whose constraints are its handler's own. */
  public static Coverage of(String service, String operation) {
    Table table = table(service);
    Coverage named = table.named.get(operation);
    return named == null ? new Coverage(Level.REFUSED, Optional.empty(), table.rest) : named;
  }

  /** Why it is refused; what is carried out elsewhere can still be refused by a part of Baton. */
  public String reason() {
    return level == Level.REFUSED ? note : "not at this door";
  }

  /** The operations of a service that a table names: each must be one of its model's. */
  public static List<String> named(ServiceModel model) {
    return named(model.id());
  }

  /** As {@link #named(ServiceModel)}, also of STS. */
  public static List<String> named(String service) {
    return List.copyOf(table(service).named.keySet());
  }

  private static Table table(String service) {
    return switch (service) {
      case "codepipeline" -> CoverageTables.codepipeline();
      case "codebuild" -> CoverageTables.codebuild();
      case "ssm" -> CoverageTables.ssm();
      case "secretsmanager" -> CoverageTables.secretsmanager();
      case "logs" -> CoverageTables.logs();
      case "sts" -> CoverageTables.sts();
      default -> throw new IllegalArgumentException("no declarations for " + service);
    };
  }

  /** The declarations of a service, each operation once. */
  static final class Table {

    private final Map<String, Coverage> named = new LinkedHashMap<>();
    private final String rest;

    /** {@code rest} says why everything else is refused. */
    Table(String rest) {
      this.rest = rest;
    }

    Table works(String test, String... operations) {
      return add(new Coverage(Level.WORKS, Optional.of(test), ""), operations);
    }

    Table partly(String test, String not, String... operations) {
      return add(new Coverage(Level.PARTLY, Optional.of(test), not), operations);
    }

    Table stored(String test, String not, String... operations) {
      return add(new Coverage(Level.STORED, Optional.of(test), not), operations);
    }

    Table refused(String why, String... operations) {
      return add(new Coverage(Level.REFUSED, Optional.empty(), why), operations);
    }

    private Table add(Coverage coverage, String... operations) {
      for (String operation : operations) {
        if (named.put(operation, coverage) != null) {
          throw new IllegalStateException(operation + " is declared twice");
        }
      }
      return this;
    }
  }
}
