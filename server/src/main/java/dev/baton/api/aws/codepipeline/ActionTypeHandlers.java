package dev.baton.api.aws.codepipeline;

import static dev.baton.api.aws.AwsFault.required;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import dev.baton.api.aws.Page;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.port.ActionProvider;
import dev.baton.port.CustomTypeStore;
import dev.baton.port.CustomTypeStore.CustomType;
import dev.baton.usecase.ClientTokens;
import dev.baton.usecase.CustomTypes;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.codepipeline.model.ActionType;
import software.amazon.awssdk.services.codepipeline.model.CreateCustomActionTypeRequest;
import software.amazon.awssdk.services.codepipeline.model.CreateCustomActionTypeResponse;
import software.amazon.awssdk.services.codepipeline.model.DeleteCustomActionTypeRequest;
import software.amazon.awssdk.services.codepipeline.model.DeleteCustomActionTypeResponse;
import software.amazon.awssdk.services.codepipeline.model.GetActionTypeRequest;
import software.amazon.awssdk.services.codepipeline.model.GetActionTypeResponse;
import software.amazon.awssdk.services.codepipeline.model.ListActionTypesRequest;
import software.amazon.awssdk.services.codepipeline.model.ListActionTypesResponse;
import software.amazon.awssdk.services.codepipeline.model.UpdateActionTypeResponse;

/** Action types, built in and custom. */
public final class ActionTypeHandlers {

  private static final String OWNER = "Custom";

  private final CustomTypeStore store;
  private final List<ActionProvider.ActionType> builtIn;

  public ActionTypeHandlers(CustomTypeStore store, List<ActionProvider.ActionType> builtIn) {
    this.store = store;
    this.builtIn = List.copyOf(builtIn);
  }

  /** Adds what changes nothing. */
  public void addReads(Dispatcher.Builder routes) {
    routes
        .on(JobOperations.LIST_ACTION_TYPES, this::list)
        .on(PartnerOperations.GET_ACTION_TYPE, this::get);
  }

  /** Adds what changes something. */
  public void addChanges(
      Dispatcher.Builder routes, CustomTypes types, ClientTokens tokens, TypeTags tags) {
    routes
        .on(
            PartnerOperations.UPDATE_ACTION_TYPE,
            (caller, request) -> {
              CustomType type = PartnerTypeShapes.type(request.actionType());
              types.put(caller.account(), caller.region(), type, tokens);
              return UpdateActionTypeResponse.builder().build();
            })
        .on(
            JobOperations.CREATE_CUSTOM_ACTION_TYPE,
            (caller, request) -> create(caller, request, types, tags))
        .on(
            JobOperations.DELETE_CUSTOM_ACTION_TYPE,
            (caller, request) -> delete(caller, request, types, tags));
  }

  private static CreateCustomActionTypeResponse create(
      Caller caller, CreateCustomActionTypeRequest request, CustomTypes types, TypeTags tags) {
    PipelineTags.check(request.tags());
    ActionTypeId id =
        new ActionTypeId(
            required(request.categoryAsString(), "category"),
            OWNER,
            required(request.provider(), "provider"),
            required(request.version(), "version"));
    CustomType type = CustomTypeShapes.type(id, request);
    types.create(caller.account(), caller.region(), type);
    var answer = CreateCustomActionTypeResponse.builder().actionType(CustomTypeShapes.action(type));
    if (!request.tags().isEmpty()) {
      tags.add(caller, id, request.tags());
      answer.tags(tags.of(caller, id));
    }
    return answer.build();
  }

  private static DeleteCustomActionTypeResponse delete(
      Caller caller, DeleteCustomActionTypeRequest request, CustomTypes types, TypeTags tags) {
    ActionTypeId id =
        new ActionTypeId(
            required(request.categoryAsString(), "category"),
            OWNER,
            required(request.provider(), "provider"),
            required(request.version(), "version"));
    types.delete(caller.account(), caller.region(), id);
    tags.forget(caller, id);
    return DeleteCustomActionTypeResponse.builder().build();
  }

  /** Of types that have an executor: what Baton does itself, it does without one. */
  private GetActionTypeResponse get(Caller caller, GetActionTypeRequest request) {
    ActionTypeId id =
        new ActionTypeId(
            required(request.categoryAsString(), "category"),
            required(request.owner(), "owner"),
            required(request.provider(), "provider"),
            required(request.version(), "version"));
    CustomType type =
        store
            .find(caller.account(), caller.region(), id)
            .filter(found -> found.partner().isPresent())
            .orElseThrow(() -> noExecutor(id));
    return GetActionTypeResponse.builder()
        .actionType(PartnerTypeShapes.declaration(type, type.partner().orElseThrow()))
        .build();
  }

  private AwsFault noExecutor(ActionTypeId id) {
    boolean own = builtIn.stream().anyMatch(type -> type.id().equals(id));
    return new AwsFault(
        "ActionTypeNotFoundException",
        400,
        own
            ? "The action type "
                + id
                + " is Baton's own and has no executor to show; ListActionTypes shows the type."
            : "No action type " + id + " was made here.");
  }

  private ListActionTypesResponse list(Caller caller, ListActionTypesRequest request) {
    Page.after(request.nextToken(), "InvalidNextTokenException")
        .ifPresent(
            _ -> {
              throw new AwsFault(
                  "InvalidNextTokenException",
                  400,
                  "The list has one page, and no token was given out for it.");
            });
    String owner = request.actionOwnerFilterAsString();
    List<ActionType> shown = new ArrayList<>();
    if (!CodePipelineReads.isHere(caller, request.regionFilter())) {
      return ListActionTypesResponse.builder().actionTypes(shown).build();
    }
    for (ActionProvider.ActionType type : builtIn) {
      if (owner == null || type.id().owner().equals(owner)) {
        shown.add(ActionTypeShapes.action(type));
      }
    }
    store.list(caller.account(), caller.region()).stream()
        .filter(type -> owner == null || type.id().owner().equals(owner))
        .map(CustomTypeShapes::action)
        .forEach(shown::add);
    return ListActionTypesResponse.builder().actionTypes(shown).build();
  }
}
