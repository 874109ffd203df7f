package dev.baton.provider;

import dev.baton.format.document.Excerpt;
import dev.baton.format.document.JsonReader;
import dev.baton.model.document.Node;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.port.ParameterStore;
import dev.baton.port.SecretStore;
import dev.baton.port.Settings;
import java.util.List;
import java.util.Optional;

/**
 * Resolves the references of buildspecs and projects from Baton's own parameter and secret stores.
 * Messages name the reference, never a value.
 */
public final class StoredSettings implements Settings {

  /** CodeBuild's context code for a reference that does not resolve. */
  public static final String CODE = "Decrypted Variables Error";

  private static final int SHOWN = 300;

  private final ParameterStore parameters;
  private final SecretStore secrets;

  public StoredSettings(ParameterStore parameters, SecretStore secrets) {
    this.parameters = parameters;
    this.secrets = secrets;
  }

  /**
   * A parameter by {@code name}, {@code name:version} or ARN ({@code
   * arn:aws:ssm:REGION:ACCOUNT:parameter/NAME}, with a version too). Account and region of an ARN
   * do not matter, so that a buildspec that was written for AWS runs here unchanged.
   */
  @Override
  public Setting parameter(String name) {
    return names(name).stream()
        .flatMap(candidate -> parameters.get(candidate).stream())
        .findFirst()
        .map(
            parameter ->
                new Setting(
                    parameter.value(), parameter.type() == ParameterStore.Type.SECURE_STRING))
        .orElseThrow(() -> refused("parameter does not exist: " + shown(name)));
  }

  /**
   * An ARN's path does not tell whether the name of a single level begins with a slash; the plain
   * one is tried first.
   */
  private static List<String> names(String reference) {
    if (!reference.startsWith("arn:")) {
      if (reference.isBlank()) {
        throw refused("a parameter's name is empty");
      }
      return List.of(reference);
    }
    String[] parts = reference.split(":", 6);
    if (parts.length < 6
        || !parts[2].equals("ssm")
        || !parts[5].startsWith("parameter/")
        || parts[5].equals("parameter/")) {
      throw refused(
          "no ARN of a parameter: "
              + shown(reference)
              + "; right is arn:PARTITION:ssm:REGION:ACCOUNT:parameter/NAME");
    }
    String path = parts[5].substring("parameter".length());
    return path.lastIndexOf('/') == 0 ? List.of(path.substring(1), path) : List.of(path);
  }

  @Override
  public Setting secret(String reference) {
    SecretReference parsed = parse(reference);
    String value =
        parsed.candidates().stream()
            .flatMap(id -> secrets.get(id, parsed.stage(), parsed.versionId()).stream())
            .findFirst()
            .map(SecretStore.Value::value)
            .orElseThrow(() -> missing(parsed, reference));
    String text = parsed.jsonKey().map(key -> member(value, key, reference)).orElse(value);
    return new Setting(text, true);
  }

  private static SecretReference parse(String reference) {
    try {
      return SecretReference.parse(reference);
    } catch (IllegalArgumentException e) {
      throw refused(
          "the reference to a secret '" + shown(reference) + "' is not usable: " + e.getMessage());
    }
  }

  private Refused missing(SecretReference parsed, String reference) {
    boolean known = parsed.candidates().stream().anyMatch(id -> secrets.describe(id).isPresent());
    return refused(
        known
            ? "the secret has no such version: " + shown(reference)
            : "secret does not exist: " + shown(reference));
  }

  /** What the JSON reader says would quote the secret: its problems are dropped. */
  private static String member(String value, String key, String reference) {
    Optional<Node> root = JsonReader.read("", value).value().map(document -> document.root());
    if (root.isEmpty() || !(root.get() instanceof Node.ObjectNode object)) {
      throw refused(
          "the secret is no JSON object and has no keys: "
              + shown(reference)
              + "; leave the key out to take the whole secret");
    }
    Node member =
        object
            .get(key)
            .orElseThrow(() -> refused("the secret has no such JSON key: " + shown(reference)));
    if (!(member instanceof Node.Scalar scalar)) {
      throw refused(
          "the JSON key's value is "
              + member.kind()
              + ", not text, a number or a boolean: "
              + shown(reference));
    }
    return scalar.text();
  }

  private static String shown(String reference) {
    return Excerpt.of(reference, SHOWN);
  }

  private static Refused refused(String message) {
    return Refused.because(CODE, Problem.Kind.USER, message);
  }
}
