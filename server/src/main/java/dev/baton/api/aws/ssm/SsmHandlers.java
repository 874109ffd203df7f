package dev.baton.api.aws.ssm;

import static dev.baton.api.aws.AwsFault.required;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import dev.baton.api.aws.Page;
import dev.baton.port.ParameterStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParameterResponse;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;

/** Parameter Store over the port. */
public final class SsmHandlers {

  private static final int PAGE = 50;
  private static final int MAX_VALUE = 8192;
  private static final Pattern NAME = Pattern.compile("/?[A-Za-z0-9_.\\-]+(/[A-Za-z0-9_.\\-]+)*");

  private final ParameterStore store;
  private final InstantSource clock;

  public SsmHandlers(ParameterStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Adds what only reads. */
  public void addReads(Dispatcher.Builder routes) {
    routes
        .on(SsmOperations.GET_PARAMETER, this::get)
        .on(SsmOperations.GET_PARAMETERS, this::getSeveral)
        .on(SsmOperations.GET_PARAMETERS_BY_PATH, this::getByPath)
        .on(SsmOperations.DESCRIBE_PARAMETERS, this::describe);
  }

  /** Adds what changes something. */
  public void addChanges(Dispatcher.Builder routes) {
    routes
        .on(SsmOperations.PUT_PARAMETER, this::put)
        .on(SsmOperations.DELETE_PARAMETER, this::delete);
  }

  private PutParameterResponse put(Caller caller, PutParameterRequest request) {
    String name = required(request.name(), "name");
    String value = required(request.value(), "value");
    if (name.length() > 1011 || !NAME.matcher(name).matches()) {
      throw AwsFault.validation(
          "Parameter name: can't be prefixed with \"ssm\" (case-insensitive), and consists only of"
              + " letters, digits, '.', '-', '_' in parts divided by '/': "
              + name);
    }
    if (value.isEmpty() || value.length() > MAX_VALUE) {
      throw AwsFault.validation(
          "Parameter "
              + name
              + " has a value of "
              + value.length()
              + " characters; 1 to "
              + MAX_VALUE
              + " are allowed.");
    }
    if (request.policies() != null) {
      throw AwsFault.validation("Parameter policies are not supported yet.");
    }
    Optional<ParameterStore.Parameter> before = store.get(name);
    ParameterStore.Type type = type(request.typeAsString(), before);
    boolean overwrite = Boolean.TRUE.equals(request.overwrite());
    ParameterStore.Parameter stored =
        store
            .put(name, type, value, overwrite, clock.instant())
            .orElseThrow(
                () ->
                    new AwsFault(
                        "ParameterAlreadyExists",
                        400,
                        "The parameter already exists. To overwrite this value, set the overwrite"
                            + " option in the request to true."));
    return PutParameterResponse.builder().version(stored.version()).tier("Standard").build();
  }

  private static ParameterStore.Type type(
      @Nullable String asked, Optional<ParameterStore.Parameter> before) {
    if (asked == null) {
      return before
          .map(ParameterStore.Parameter::type)
          .orElseThrow(
              () ->
                  AwsFault.validation("A parameter type is required when you create a parameter."));
    }
    return Arrays.stream(ParameterStore.Type.values())
        .filter(type -> type.awsName().equals(asked))
        .findFirst()
        .orElseThrow(
            () ->
                AwsFault.validation(
                    "1 validation error detected: Value '%s' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [SecureString, StringList, String]"
                        .formatted(asked)));
  }

  private GetParameterResponse get(Caller caller, GetParameterRequest request) {
    String name = required(request.name(), "name");
    ParameterStore.Parameter found =
        store.get(plainName(caller, name)).orElseThrow(() -> notFound(name));
    boolean decrypt = Boolean.TRUE.equals(request.withDecryption());
    return GetParameterResponse.builder().parameter(shape(caller, found, decrypt)).build();
  }

  private GetParametersResponse getSeveral(Caller caller, GetParametersRequest request) {
    boolean decrypt = Boolean.TRUE.equals(request.withDecryption());
    List<Parameter> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String name : request.names()) {
      store
          .get(plainName(caller, name))
          .ifPresentOrElse(p -> found.add(shape(caller, p, decrypt)), () -> missing.add(name));
    }
    return GetParametersResponse.builder().parameters(found).invalidParameters(missing).build();
  }

  private GetParametersByPathResponse getByPath(Caller caller, GetParametersByPathRequest request) {
    String path = required(request.path(), "path");
    if (!request.parameterFilters().isEmpty()) {
      throw AwsFault.validation("Filters of GetParametersByPath are not supported yet.");
    }
    String prefix = path.endsWith("/") ? path : path + "/";
    int size = Page.size(request.maxResults(), 10);
    boolean recursive = Boolean.TRUE.equals(request.recursive());
    boolean decrypt = Boolean.TRUE.equals(request.withDecryption());
    List<ParameterStore.Parameter> found = new ArrayList<>();
    String after = Page.after(request.nextToken(), "InvalidNextToken").orElse("");
    while (found.size() <= size) {
      List<ParameterStore.Parameter> more = store.list(prefix, PAGE, after);
      more.stream()
          .filter(p -> recursive || p.name().indexOf('/', prefix.length()) < 0)
          .forEach(found::add);
      if (more.size() < PAGE) {
        break;
      }
      after = more.getLast().name();
    }
    List<ParameterStore.Parameter> some = found.subList(0, Math.min(found.size(), size + 1));
    Page<ParameterStore.Parameter> page = Page.cut(some, size, ParameterStore.Parameter::name);
    return GetParametersByPathResponse.builder()
        .parameters(page.elements().stream().map(p -> shape(caller, p, decrypt)).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private DescribeParametersResponse describe(Caller caller, DescribeParametersRequest request) {
    if (!request.filters().isEmpty() || !request.parameterFilters().isEmpty()) {
      throw AwsFault.validation("Filters of DescribeParameters are not supported yet.");
    }
    int size = Page.size(request.maxResults(), PAGE);
    String after = Page.after(request.nextToken(), "InvalidNextToken").orElse("");
    Page<ParameterStore.Parameter> page =
        Page.cut(store.list("", size + 1, after), size, ParameterStore.Parameter::name);
    return DescribeParametersResponse.builder()
        .parameters(page.elements().stream().map(p -> metadata(caller, p)).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private DeleteParameterResponse delete(Caller caller, DeleteParameterRequest request) {
    String name = required(request.name(), "name");
    if (!store.delete(plainName(caller, name))) {
      throw notFound(name);
    }
    return DeleteParameterResponse.builder().build();
  }

  private static Parameter shape(
      Caller caller, ParameterStore.Parameter parameter, boolean decrypt) {
    boolean secret = parameter.type() == ParameterStore.Type.SECURE_STRING;
    if (secret && !decrypt) {
      throw AwsFault.validation(
          "Parameter "
              + parameter.name()
              + " is a SecureString; Baton gives out no ciphertext: ask with decryption.");
    }
    return Parameter.builder()
        .name(parameter.name())
        .type(parameter.type().awsName())
        .value(parameter.value())
        .version(parameter.version())
        .lastModifiedDate(parameter.modifiedAt())
        .arn(arn(caller, parameter.name()))
        .dataType("text")
        .build();
  }

  private static ParameterMetadata metadata(Caller caller, ParameterStore.Parameter parameter) {
    return ParameterMetadata.builder()
        .name(parameter.name())
        .arn(arn(caller, parameter.name()))
        .type(parameter.type().awsName())
        .lastModifiedDate(parameter.modifiedAt())
        .version(parameter.version())
        .tier("Standard")
        .dataType("text")
        .build();
  }

  private static String arn(Caller caller, String name) {
    return "arn:aws:ssm:%s:%s:parameter%s"
        .formatted(caller.region(), caller.account(), name.startsWith("/") ? name : "/" + name);
  }

  /** A parameter may be named by its ARN. */
  private static String plainName(Caller caller, String name) {
    String prefix = "arn:aws:ssm:%s:%s:parameter".formatted(caller.region(), caller.account());
    if (!name.startsWith(prefix + "/")) {
      return name;
    }
    String path = name.substring(prefix.length());
    return path.indexOf('/', 1) < 0 ? path.substring(1) : path;
  }

  private static AwsFault notFound(String name) {
    return new AwsFault("ParameterNotFound", 400, "Parameter " + name + " not found.");
  }
}
