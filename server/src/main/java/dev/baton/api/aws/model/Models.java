package dev.baton.api.aws.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The service models that come with Baton. Each is read when it is first asked for. */
public final class Models {

  /** Unchanging, and the same for everyone: what the resource says. */
  private static final Models BUNDLED = new Models();

  /** botocore's ids and what {@code X-Amz-Target} calls them, in the resource's order. */
  private static final Map<String, String> TARGETS = targets();

  private static final Pattern VERSIONED = Pattern.compile("(.+)_([0-9]{8})");

  private final Map<String, ServiceModel> read = new ConcurrentHashMap<>();

  private Models() {}

  private static Map<String, String> targets() {
    Map<String, String> targets = new LinkedHashMap<>();
    targets.put("codepipeline", "CodePipeline_20150709");
    targets.put("codebuild", "CodeBuild_20161006");
    targets.put("ssm", "AmazonSSM");
    targets.put("secretsmanager", "secretsmanager");
    targets.put("logs", "Logs_20140328");
    return targets;
  }

  /** What came with this Baton. */
  public static Models bundled() {
    return BUNDLED;
  }

  /** Every service's model. */
  public List<ServiceModel> all() {
    return TARGETS.values().stream().map(this::model).toList();
  }

  /** The model of the service that a target names before its dot; empty when there is none. */
  public Optional<ServiceModel> service(String target) {
    return TARGETS.containsValue(target) ? Optional.of(model(target)) : Optional.empty();
  }

  /** Whether a target names an operation as its service's model writes it. */
  public boolean knows(String target) {
    int dot = target.indexOf('.');
    return dot > 0
        && service(target.substring(0, dot))
            .filter(model -> model.operations().containsKey(target.substring(dot + 1)))
            .isPresent();
  }

  /**
   * A target as the service's model writes it. Older clients leave the version out, or send that of
   * a service which has none in its targets; a version that is not the model's stays what it is.
   */
  public String canonical(String target) {
    int dot = target.lastIndexOf('.');
    if (dot < 0 || TARGETS.containsValue(target.substring(0, dot))) {
      return target;
    }
    String service = target.substring(0, dot);
    return TARGETS.values().stream()
        .filter(known -> same(service, known))
        .findFirst()
        .map(known -> known + target.substring(dot))
        .orElse(target);
  }

  private boolean same(String service, String known) {
    Matcher knownParts = VERSIONED.matcher(known);
    if (knownParts.matches()) {
      return service.equals(knownParts.group(1));
    }
    Matcher parts = VERSIONED.matcher(service);
    return parts.matches()
        && parts.group(1).equals(known)
        && parts.group(2).equals(model(known).version().replace("-", ""));
  }

  private ServiceModel model(String target) {
    return read.computeIfAbsent(target, Models::load);
  }

  private static ServiceModel load(String target) {
    try (InputStream resource = Models.class.getResourceAsStream("models.gz")) {
      if (resource == null) {
        throw new IllegalStateException("the jar has no models.gz");
      }
      return ModelReader.read(target, line(resource, target));
    } catch (IOException e) {
      throw new UncheckedIOException("the models in the jar cannot be read", e);
    }
  }

  private static byte[] line(InputStream resource, String target) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(resource), StandardCharsets.US_ASCII))) {
      String prefix = target + "\t";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(prefix)) {
          return line.substring(prefix.length()).getBytes(StandardCharsets.US_ASCII);
        }
      }
      throw new IllegalStateException("models.gz has no service " + target);
    }
  }
}
