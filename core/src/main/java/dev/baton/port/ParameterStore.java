package dev.baton.port;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Parameters as in SSM Parameter Store; every value is encrypted where it lies. Durable once a call
 * returns; safe for concurrent use; each call is one transaction.
 */
public interface ParameterStore {

  /**
   * Puts a new version. Empty when the parameter exists and the draft does not overwrite.
   *
   * @throws dev.baton.model.document.Refused when there are too many parameters, or when the oldest
   *     version would go and has a label
   */
  Optional<Parameter> put(Draft draft, Instant at);

  /** Puts a new version with nothing but its value. */
  default Optional<Parameter> put(
      String name, Type type, String value, boolean overwrite, Instant at) {
    return put(new Draft(name, type, value, overwrite, Details.NONE, Map.of()), at);
  }

  /** By name, {@code name:version} or {@code name:label}. */
  Optional<Parameter> get(String name);

  /** The versions that are kept, oldest first; none when there is no such parameter. */
  List<Parameter> history(String name);

  /** The latest version of each, by name, values included. */
  List<Parameter> list(String prefix, int limit, String after);

  /**
   * Changes what is noted beside the versions.
   *
   * @param change gets what is noted; may be called again; what it throws ends the call
   * @return false when there is no such parameter
   */
  boolean amend(String name, UnaryOperator<Notes> change);

  /** Whether there was one. */
  boolean delete(String name);

  /** SSM's types. */
  enum Type {
    STRING("String"),
    STRING_LIST("StringList"),
    SECURE_STRING("SecureString");

    private final String awsName;

    Type(String awsName) {
      this.awsName = awsName;
    }

    /** As SSM writes it. */
    public String awsName() {
      return awsName;
    }
  }

  /**
   * What is said of a version beside its value.
   *
   * @param allowedPattern a regular expression that values match
   * @param keyId the key that was named for a SecureString; Baton encrypts with its own
   * @param tier Standard or Advanced
   * @param modifiedBy an ARN; may be empty
   */
  record Details(
      Optional<String> description,
      Optional<String> allowedPattern,
      Optional<String> keyId,
      String tier,
      String modifiedBy) {

    public static final Details NONE =
        new Details(Optional.empty(), Optional.empty(), Optional.empty(), "Standard", "");
  }

  /**
   * What is noted of a parameter beside its versions.
   *
   * @param labels each label's version
   */
  record Notes(Map<String, String> tags, Map<String, Long> labels) {

    public static final Notes NONE = new Notes(Map.of(), Map.of());

    public Notes {
      tags = Map.copyOf(tags);
      labels = Map.copyOf(labels);
    }
  }

  /**
   * A version to be.
   *
   * @param tags of a new parameter
   */
  record Draft(
      String name,
      Type type,
      String value,
      boolean overwrite,
      Details details,
      Map<String, String> tags) {

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * One version of a parameter.
   *
   * @param sealed the encrypted value as text, of which the value cannot be told
   * @param notes of the parameter, not of this version
   */
  record Parameter(
      String name,
      Type type,
      String value,
      long version,
      Instant modifiedAt,
      Details details,
      Notes notes,
      String sealed) {

    /** The labels of this version, in their order. */
    public List<String> labels() {
      return notes.labels().entrySet().stream()
          .filter(label -> label.getValue() == version)
          .map(Map.Entry::getKey)
          .sorted()
          .toList();
    }

    @Override
    public String toString() {
      return name + ":" + version;
    }
  }
}
