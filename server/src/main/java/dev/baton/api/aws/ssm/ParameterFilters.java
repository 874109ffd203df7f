package dev.baton.api.aws.ssm;

import dev.baton.api.aws.AwsFault;
import dev.baton.port.ParameterStore.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.ParametersFilter;

/** Filters of lists of parameters: every filter must hold, by one of its values. */
final class ParameterFilters {

  private static final String TAG = "tag:";
  private static final String EQUALS = "Equals";
  private static final String BEGINS = "BeginsWith";
  private static final String PATH = "Path";
  private static final Set<String> DESCRIBED =
      Set.of("Name", "Type", "KeyId", PATH, "Tier", "DataType");
  private static final Set<String> BY_PATH = Set.of("Type", "KeyId", "Label");

  private ParameterFilters() {}

  /** Those of DescribeParameters. */
  static Predicate<Parameter> described(List<ParameterStringFilter> filters) {
    return all(filters, DESCRIBED, true);
  }

  /** Those of GetParametersByPath. */
  static Predicate<Parameter> byPath(List<ParameterStringFilter> filters) {
    return all(filters, BY_PATH, false);
  }

  /** The older form, which knows whole values only. */
  static Predicate<Parameter> older(List<ParametersFilter> filters) {
    return filters.stream()
        .map(filter -> values(filter.keyAsString(), filter.values(), String::equals))
        .reduce(_ -> true, Predicate::and);
  }

  private static Predicate<Parameter> all(
      List<ParameterStringFilter> filters, Set<String> keys, boolean tags) {
    Predicate<Parameter> all = _ -> true;
    for (ParameterStringFilter filter : filters) {
      String key = filter.key();
      boolean known = keys.contains(key) || (tags && key.startsWith(TAG));
      if (!known) {
        throw new AwsFault(
            "InvalidFilterKey",
            400,
            "The following filter key is not valid: %s. Valid filter keys include: %s."
                .formatted(key, String.join(", ", keys.stream().sorted().toList())));
      }
      if (filters.stream().filter(other -> other.key().equals(key)).count() > 1) {
        throw new AwsFault(
            "InvalidFilterKey", 400, "The filter key " + key + " is given more than once.");
      }
      all = all.and(one(filter));
    }
    return all;
  }

  private static Predicate<Parameter> one(ParameterStringFilter filter) {
    if (filter.key().equals(PATH)) {
      return path(filter);
    }
    if (filter.key().startsWith(TAG)) {
      return tag(filter);
    }
    if (filter.values().isEmpty()) {
      throw new AwsFault(
          "InvalidFilterValue", 400, "The filter " + filter.key() + " needs a value.");
    }
    return values(filter.key(), filter.values(), matching(filter));
  }

  private static BiPredicate<String, String> matching(ParameterStringFilter filter) {
    String option = filter.option() == null ? EQUALS : filter.option();
    boolean name = filter.key().equals("Name");
    boolean prefixes = name || Set.of("Type", "KeyId", "Label").contains(filter.key());
    if (option.equals(EQUALS)) {
      return String::equals;
    }
    if (prefixes && option.equals(BEGINS)) {
      return String::startsWith;
    }
    if (name && option.equals("Contains")) {
      return String::contains;
    }
    throw badOption(filter);
  }

  private static Predicate<Parameter> values(
      String key, List<String> values, BiPredicate<String, String> matching) {
    return parameter ->
        texts(key, parameter).stream()
            .anyMatch(text -> values.stream().anyMatch(value -> matching.test(text, value)));
  }

  private static List<String> texts(String key, Parameter parameter) {
    return switch (key) {
      case "Name" -> List.of(parameter.name());
      case "Type" -> List.of(parameter.type().awsName());
      case "KeyId" -> Optional.ofNullable(ParameterShapes.key(parameter)).stream().toList();
      case "Tier" -> List.of(parameter.details().tier());
      case "DataType" -> List.of("text");
      case "Label" -> parameter.labels();
      default -> throw new AwsFault("InvalidFilterKey", 400, "There is no filter key " + key + ".");
    };
  }

  private static Predicate<Parameter> path(ParameterStringFilter filter) {
    String option = filter.option() == null ? "OneLevel" : filter.option();
    if (!option.equals("OneLevel") && !option.equals("Recursive")) {
      throw badOption(filter);
    }
    boolean recursive = option.equals("Recursive");
    for (String path : filter.values()) {
      if (!path.startsWith("/")) {
        throw new AwsFault(
            "InvalidFilterValue", 400, "A value of the filter Path begins with /: " + path);
      }
    }
    return parameter ->
        filter.values().stream().anyMatch(path -> isBelow(parameter.name(), path, recursive));
  }

  /** Whether a name lies in a hierarchy: at once, or anywhere below. */
  static boolean isBelow(String name, String path, boolean recursive) {
    String prefix = path.endsWith("/") ? path : path + "/";
    return name.startsWith(prefix) && (recursive || name.indexOf('/', prefix.length()) < 0);
  }

  private static Predicate<Parameter> tag(ParameterStringFilter filter) {
    if (filter.option() != null && !filter.option().equals(EQUALS)) {
      throw badOption(filter);
    }
    String key = filter.key().substring(TAG.length());
    return parameter ->
        Optional.ofNullable(parameter.notes().tags().get(key))
            .filter(value -> filter.values().isEmpty() || filter.values().contains(value))
            .isPresent();
  }

  private static AwsFault badOption(ParameterStringFilter filter) {
    return new AwsFault(
        "InvalidFilterOption",
        400,
        "The filter %s has no option %s.".formatted(filter.key(), filter.option()));
  }
}
