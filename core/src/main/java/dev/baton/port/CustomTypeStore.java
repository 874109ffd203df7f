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

  /**
   * Puts a type in the place of the one that has its name, if there is one, or adds it.
   *
   * @param atMost so many of its owner may be there; one that is there already can be replaced
   * @return false when as many are there as may be
   */
  boolean put(String account, String region, CustomType type, int atMost, Instant now);

  /** Whether there was one. */
  boolean delete(String account, String region, ActionTypeId id, Instant now);

  /** The type, when it is not deleted. */
  Optional<CustomType> find(String account, String region, ActionTypeId id);

  @Override
  Optional<CustomType> remembered(String account, String region, ActionTypeId id);

  /** Those that are not deleted, in the order of their creation. */
  List<CustomType> list(String account, String region);

  /**
   * An action type as its maker described it.
   *
   * @param partner what is known of it beyond a custom type; there when the owner is ThirdParty
   */
  record CustomType(
      ActionTypeId id,
      List<Property> properties,
      ActionType.Bounds inputs,
      ActionType.Bounds outputs,
      Settings settings,
      Optional<Partner> partner) {

    /** The owner of types for everybody's own workers. */
    public static final String CUSTOM = "Custom";

    /** The owner of types for partners' workers. */
    public static final String THIRD_PARTY = "ThirdParty";

    /** A custom type. */
    public CustomType(
        ActionTypeId id,
        List<Property> properties,
        ActionType.Bounds inputs,
        ActionType.Bounds outputs,
        Settings settings) {
      this(id, properties, inputs, outputs, settings, Optional.empty());
    }

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

  /**
   * Who may use a partner's type, and whose workers do its jobs.
   *
   * @param allowedAccounts whose pipelines may use it, {@code *} for everybody's; empty for those
   *     of the account that keeps it
   * @param pollingAccounts whose workers ask for its jobs; empty for those of the account that
   *     keeps it
   * @param jobTimeoutSeconds how long one job may take; empty for as long as the action
   */
  record Partner(
      String description,
      List<String> allowedAccounts,
      List<String> pollingAccounts,
      Optional<Integer> jobTimeoutSeconds) {

    /** Whether pipelines of an account may use the type. */
    public boolean allows(String account) {
      return allowedAccounts.isEmpty()
          || allowedAccounts.contains("*")
          || allowedAccounts.contains(account);
    }

    /** Whether workers of an account may ask for jobs. */
    public boolean isPolledBy(String account) {
      return pollingAccounts.isEmpty() || pollingAccounts.contains(account);
    }
  }

  /** Addresses of the type's maker; each may be empty. Templates hold {@code {Config:name}}. */
  record Settings(
      String thirdPartyConfigurationUrl,
      String entityUrlTemplate,
      String executionUrlTemplate,
      String revisionUrlTemplate) {}
}
