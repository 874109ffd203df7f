package dev.baton.api.aws.ssm;

import static dev.baton.api.aws.AwsFault.required;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import dev.baton.api.aws.Page;
import dev.baton.port.ParameterStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParameterResponse;
import software.amazon.awssdk.services.ssm.model.DeleteParametersRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParametersResponse;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;

/** Parameter Store over the port. */
public final class SsmHandlers {

  private static final int PAGE = 50;

  /** How many parameters are looked through at a time. */
  private static final int SCAN = 200;

  private final ParameterStore store;
  private final InstantSource clock;
  private final ParameterNames names;
  private final ParameterLabels labels;
  private final ParameterTags tags;

  public SsmHandlers(ParameterStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.names = new ParameterNames(store);
    this.labels = new ParameterLabels(store);
    this.tags = new ParameterTags(store);
  }

  /** Adds what only reads. */
  public void addReads(Dispatcher.Builder routes) {
    routes
        .on(SsmOperations.GET_PARAMETER, this::get)
        .on(SsmOperations.GET_PARAMETERS, this::getSeveral)
        .on(SsmOperations.GET_PARAMETERS_BY_PATH, this::getByPath)
        .on(SsmOperations.DESCRIBE_PARAMETERS, this::describe)
        .on(SsmOperations.GET_PARAMETER_HISTORY, this::history)
        .on(SsmOperations.LIST_TAGS_FOR_RESOURCE, tags::list);
  }

  /** Adds what changes something. */
  public void addChanges(Dispatcher.Builder routes) {
    routes
        .on(SsmOperations.PUT_PARAMETER, this::put)
        .on(SsmOperations.DELETE_PARAMETER, this::delete)
        .on(SsmOperations.DELETE_PARAMETERS, this::deleteSeveral)
        .on(SsmOperations.LABEL_PARAMETER_VERSION, labels::label)
        .on(SsmOperations.UNLABEL_PARAMETER_VERSION, labels::unlabel)
        .on(SsmOperations.ADD_TAGS_TO_RESOURCE, tags::add)
        .on(SsmOperations.REMOVE_TAGS_FROM_RESOURCE, tags::remove);
  }

  private PutParameterResponse put(Caller caller, PutParameterRequest request) {
    String name = ParameterNames.plain(caller, required(request.name(), "name"));
    Optional<ParameterStore.Parameter> before =
        name.indexOf(':') < 0 ? store.get(name) : Optional.empty();
    ParameterStore.Draft draft = ParameterDrafts.of(caller, request, before);
    ParameterStore.Parameter stored =
        store
            .put(draft, clock.instant())
            .orElseThrow(
                () ->
                    new AwsFault(
                        "ParameterAlreadyExists",
                        400,
                        "The parameter already exists. To overwrite this value, set the overwrite"
                            + " option in the request to true."));
    return PutParameterResponse.builder()
        .version(stored.version())
        .tier(stored.details().tier())
        .build();
  }

  private GetParameterResponse get(Caller caller, GetParameterRequest request) {
    String name = required(request.name(), "name");
    boolean decrypt = Boolean.TRUE.equals(request.withDecryption());
    return GetParameterResponse.builder()
        .parameter(selected(caller, name, names.find(caller, name), decrypt))
        .build();
  }

  private GetParametersResponse getSeveral(Caller caller, GetParametersRequest request) {
    boolean decrypt = Boolean.TRUE.equals(request.withDecryption());
    List<Parameter> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String name : new LinkedHashSet<>(request.names())) {
      store
          .get(ParameterNames.plain(caller, name))
          .ifPresentOrElse(
              p -> found.add(selected(caller, name, p, decrypt)), () -> missing.add(name));
    }
    return GetParametersResponse.builder().parameters(found).invalidParameters(missing).build();
  }

  private static Parameter selected(
      Caller caller, String asked, ParameterStore.Parameter found, boolean decrypt) {
    String selector = ParameterNames.selector(ParameterNames.plain(caller, asked));
    return ParameterShapes.parameter(caller, found, decrypt)
        .selector(selector.isEmpty() ? null : selector)
        .build();
  }

  private GetParametersByPathResponse getByPath(Caller caller, GetParametersByPathRequest request) {
    String path = required(request.path(), "path");
    if (!path.startsWith("/")) {
      throw AwsFault.validation(
          "The parameter doesn't meet the parameter name requirements. The parameter name must"
              + " begin with a forward slash \"/\": "
              + path);
    }
    boolean recursive = Boolean.TRUE.equals(request.recursive());
    boolean decrypt = Boolean.TRUE.equals(request.withDecryption());
    Predicate<ParameterStore.Parameter> wanted =
        ParameterFilters.byPath(request.parameterFilters())
            .and(p -> ParameterFilters.isBelow(p.name(), path, recursive));
    Page<ParameterStore.Parameter> page =
        page(
            path.endsWith("/") ? path : path + "/",
            request.nextToken(),
            Page.size(request.maxResults(), 10),
            wanted);
    return GetParametersByPathResponse.builder()
        .parameters(
            page.elements().stream()
                .map(p -> ParameterShapes.parameter(caller, p, decrypt).build())
                .toList())
        .nextToken(page.nextToken())
        .build();
  }

  private DescribeParametersResponse describe(Caller caller, DescribeParametersRequest request) {
    if (!request.filters().isEmpty() && !request.parameterFilters().isEmpty()) {
      throw AwsFault.validation("You can use either Filters or ParameterFilters, not both.");
    }
    if (Boolean.TRUE.equals(request.shared())) {
      return DescribeParametersResponse.builder().parameters(List.of()).build();
    }
    Page<ParameterStore.Parameter> page =
        page(
            "",
            request.nextToken(),
            Page.size(request.maxResults(), PAGE),
            ParameterFilters.described(request.parameterFilters())
                .and(ParameterFilters.older(request.filters())));
    return DescribeParametersResponse.builder()
        .parameters(page.elements().stream().map(p -> ParameterShapes.metadata(caller, p)).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private Page<ParameterStore.Parameter> page(
      String prefix, @Nullable String token, int size, Predicate<ParameterStore.Parameter> wanted) {
    List<ParameterStore.Parameter> found = new ArrayList<>();
    String after = Page.after(token, "InvalidNextToken").orElse("");
    List<ParameterStore.Parameter> more;
    do {
      more = store.list(prefix, SCAN, after);
      more.stream().filter(wanted).forEach(found::add);
      after = more.isEmpty() ? after : more.getLast().name();
    } while (found.size() <= size && more.size() == SCAN);
    return Page.cut(
        found.subList(0, Math.min(found.size(), size + 1)), size, ParameterStore.Parameter::name);
  }

  private GetParameterHistoryResponse history(Caller caller, GetParameterHistoryRequest request) {
    String name = required(request.name(), "name");
    List<ParameterStore.Parameter> all = store.history(ParameterNames.plain(caller, name));
    if (all.isEmpty()) {
      throw ParameterNames.notFound(name);
    }
    boolean decrypt = Boolean.TRUE.equals(request.withDecryption());
    long after = Page.from(request.nextToken(), 0, "InvalidNextToken");
    int size = Page.size(request.maxResults(), PAGE);
    Page<ParameterStore.Parameter> page =
        Page.cut(
            all.stream().filter(p -> p.version() > after).limit(size + 1L).toList(),
            size,
            p -> Long.toString(p.version()));
    return GetParameterHistoryResponse.builder()
        .parameters(page.elements().stream().map(p -> ParameterShapes.history(p, decrypt)).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private DeleteParameterResponse delete(Caller caller, DeleteParameterRequest request) {
    String name = required(request.name(), "name");
    if (!store.delete(ParameterNames.plain(caller, name))) {
      throw ParameterNames.notFound(name);
    }
    return DeleteParameterResponse.builder().build();
  }

  private DeleteParametersResponse deleteSeveral(Caller caller, DeleteParametersRequest request) {
    Map<Boolean, List<String>> deleted =
        request.names().stream()
            .distinct()
            .collect(
                Collectors.partitioningBy(
                    name -> store.delete(ParameterNames.plain(caller, name))));
    return DeleteParametersResponse.builder()
        .deletedParameters(deleted.get(true))
        .invalidParameters(deleted.get(false))
        .build();
  }
}
