package dev.baton.app;

import dev.baton.engine.Providers;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.port.ActionProvider;
import dev.baton.port.CustomTypeStore;
import dev.baton.port.CustomTypeStore.CustomType;
import dev.baton.port.IdSource;
import dev.baton.port.JobStore;
import dev.baton.provider.JobAction;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The providers of the custom and partners' action types of one account and region, as they are
 * now.
 */
record CustomActions(
    CustomTypeStore custom, JobStore jobs, Identity identity, IdSource ids, InstantSource clock)
    implements Providers.Further {

  @Override
  public Optional<ActionProvider> find(ActionTypeId type) {
    return custom
        .find(identity.account(), identity.region(), type)
        .filter(this::isAllowed)
        .map(found -> new JobAction(found, jobs, ids, clock));
  }

  private boolean isAllowed(CustomType type) {
    return type.partner().map(partner -> partner.allows(identity.account())).orElse(true);
  }

  @Override
  public List<ActionProvider.ActionType> types() {
    return custom.list(identity.account(), identity.region()).stream()
        .filter(this::isAllowed)
        .map(CustomType::type)
        .toList();
  }
}
