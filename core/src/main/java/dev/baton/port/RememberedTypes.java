package dev.baton.port;

import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.port.CustomTypeStore.CustomType;
import java.util.Optional;

/** What is known of custom action types, also of deleted ones: it says what is secret. */
@FunctionalInterface
public interface RememberedTypes {

  /** The type, deleted or not. */
  Optional<CustomType> remembered(String account, String region, ActionTypeId id);
}
