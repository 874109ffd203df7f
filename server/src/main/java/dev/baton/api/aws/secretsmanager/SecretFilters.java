package dev.baton.api.aws.secretsmanager;

import dev.baton.port.SecretStore.Secret;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import software.amazon.awssdk.services.secretsmanager.model.Filter;

/**
 * Filters of lists of secrets: every filter must hold, by one of its values; a value with {@code !}
 * before it must not be found. Names and tags begin with a value as it is written, descriptions
 * without regard to case.
 */
final class SecretFilters {

  private static final BiPredicate<String, String> EXACT = String::startsWith;
  private static final BiPredicate<String, String> ANY_CASE =
      (text, value) -> text.toLowerCase(Locale.ROOT).startsWith(value.toLowerCase(Locale.ROOT));

  private SecretFilters() {}

  static Predicate<Secret> of(List<Filter> filters) {
    return filters.stream().map(SecretFilters::one).reduce(_ -> true, Predicate::and);
  }

  private static Predicate<Secret> one(Filter filter) {
    String key = filter.keyAsString();
    List<String> values = filter.values();
    if (values.isEmpty()) {
      throw SecretFaults.invalid("The filter " + key + " has no value.");
    }
    return switch (key) {
      case "name" -> secret -> finds(List.of(secret.name()), values, EXACT);
      case "description" ->
          secret -> finds(secret.notes().description().stream().toList(), values, ANY_CASE);
      case "tag-key" -> secret -> finds(List.copyOf(secret.notes().tags().keySet()), values, EXACT);
      case "tag-value" ->
          secret -> finds(List.copyOf(secret.notes().tags().values()), values, EXACT);
      case "all" -> secret -> finds(words(secret), values, ANY_CASE);
      case "primary-region", "owning-service" ->
          throw SecretFaults.invalid(
              "The filter "
                  + key
                  + " is not supported: no secret here is a replica or a service's.");
      default -> throw SecretFaults.invalid("There is no filter " + key + ".");
    };
  }

  private static boolean finds(
      List<String> texts, List<String> values, BiPredicate<String, String> match) {
    return values.stream()
        .anyMatch(
            value ->
                value.startsWith("!")
                    ? texts.stream().noneMatch(text -> match.test(text, value.substring(1)))
                    : texts.stream().anyMatch(text -> match.test(text, value)));
  }

  private static List<String> words(Secret secret) {
    String all =
        String.join(
            " ",
            secret.name(),
            secret.notes().description().orElse(""),
            String.join(" ", secret.notes().tags().keySet()),
            String.join(" ", secret.notes().tags().values()));
    return Arrays.stream(all.split("[^\\p{L}\\p{N}]+", -1)).filter(it -> !it.isEmpty()).toList();
  }
}
