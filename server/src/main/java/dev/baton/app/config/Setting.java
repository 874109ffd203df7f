package dev.baton.app.config;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A key of the configuration.
 *
 * @param key as a file names it, sections with dots: {@code tls.certificate}
 * @param flag the flag of {@code baton server} that sets it
 * @param form what a value looks like, for people
 * @param standard what holds when nobody says anything; empty for nothing
 * @param meaning a line for the reference page
 * @param judge what is wrong with a value, as a phrase; empty when it is right
 */
public record Setting(
    String key,
    String flag,
    String form,
    String standard,
    String meaning,
    Function<String, Optional<String>> judge) {

  /** The variable that sets it: {@code BATON_TLS_CERTIFICATE}. */
  public String variable() {
    return "BATON_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** What is wrong with a value, and what would be right. */
  Optional<String> wrong(String value) {
    return judge.apply(value).map(why -> "'" + value + "' " + why + "; right would be " + form);
  }
}
