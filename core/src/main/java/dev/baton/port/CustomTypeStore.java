package dev.baton.port;

import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.port.ActionProvider.ActionType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The action types that clients have made, by account and region. A deleted one is remembered: its
 * name is taken, and what was secret in it stays secret. Durable once a call returns; safe for
 * concurrent use.
 */
public interface CustomTypeStore extends RememberedTypes {

  /** What came of a creation. */
  enum Creation {
    CREATED,
    /** There is one of that name. */
    EXISTS,
    /** There was one of that name, and it was another. */
    WAS_OTHER,
    /** As many are there as may be. */
    FULL
  }

  /** Adds a type, or brings back a deleted one that was the same. */
  Creation create(String account, String region, CustomType type, int atMost, Instant now);

  /** Whether there was one. */
  boolean delete(String account, String region, ActionTypeId id, Instant now);

  /** The type, when it is not deleted. */
  Optional<CustomType> find(String account, String region, ActionTypeId id);

  @Override
  Optional<CustomType> remembered(String account, String region, ActionTypeId id);

  /** Those that are not deleted, in the order of their creation. */
  List<CustomType> list(String account, String region);

  /** An action type as its maker described it. */
  record CustomType(
      ActionTypeId id,
      List<Property> properties,
      ActionType.Bounds inputs,
      ActionType.Bounds outputs,
      Settings settings) {

    /** As validation reads it. */
    public ActionType type() {
      return new ActionType(
          id,
          properties.stream()
              .map(p -> new ActionType.Property(p.name(), p.required(), p.secret()))
              .toList(),
          inputs,
          outputs,
          false);
    }
  }

  /**
   * A configuration key.
   *
   * @param key whether it names what the action does its work with
   * @param queryable whether workers may choose jobs by its value
   * @param type {@code String}, {@code Number}, {@code Boolean}, or empty
   */
  record Property(
      String name,
      boolean required,
      boolean key,
      boolean secret,
      boolean queryable,
      String description,
      String type) {}

  /** Addresses of the type's maker; each may be empty. Templates hold {@code {Config:name}}. */
  record Settings(
      String thirdPartyConfigurationUrl,
      String entityUrlTemplate,
      String executionUrlTemplate,
      String revisionUrlTemplate) {}
}
