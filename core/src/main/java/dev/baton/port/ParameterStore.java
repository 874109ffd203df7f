package dev.baton.port;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parameters as in SSM Parameter Store; every value is encrypted where it lies. Durable once a call
 * returns.
 */
public interface ParameterStore {

  /** Puts a new version. Empty when it exists and {@code overwrite} is false. */
  Optional<Parameter> put(String name, Type type, String value, boolean overwrite, Instant at);

  /** By name, {@code name:version} or {@code name:label}. */
  Optional<Parameter> get(String name);

  /** The latest version of each, by name, values included. */
  List<Parameter> list(String prefix, int limit, String after);

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

  /** One version of a parameter. */
  record Parameter(
      String name,
      Type type,
      String value,
      long version,
      Instant modifiedAt,
      Map<String, String> tags) {

    @Override
    public String toString() {
      return name + ":" + version;
    }
  }
}
