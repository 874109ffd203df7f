package dev.baton.api.aws.ssm;

import static dev.baton.api.aws.AwsFault.required;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.port.ParameterStore;
import dev.baton.port.ParameterStore.Notes;
import dev.baton.port.ParameterStore.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.LabelParameterVersionRequest;
import software.amazon.awssdk.services.ssm.model.LabelParameterVersionResponse;
import software.amazon.awssdk.services.ssm.model.UnlabelParameterVersionRequest;
import software.amazon.awssdk.services.ssm.model.UnlabelParameterVersionResponse;

/** Labels of versions: each stands at one version, and moves when another is given it. */
final class ParameterLabels {

  /** What one version has at the most. */
  private static final int MOST = 10;

  private static final Pattern VALID = Pattern.compile("(?i)(?!aws|ssm|[0-9])[A-Z0-9_.-]{1,100}");

  private final ParameterStore store;

  ParameterLabels(ParameterStore store) {
    this.store = store;
  }

  LabelParameterVersionResponse label(Caller caller, LabelParameterVersionRequest request) {
    String name = ParameterNames.plain(caller, required(request.name(), "name"));
    long version = version(name, request.parameterVersion());
    Set<String> asked = new LinkedHashSet<>(request.labels());
    List<String> valid = asked.stream().filter(l -> VALID.matcher(l).matches()).toList();
    amend(
        name,
        notes -> {
          Map<String, Long> labels = new HashMap<>(notes.labels());
          valid.forEach(label -> labels.put(label, version));
          if (labels.values().stream().filter(at -> at == version).count() > MOST) {
            throw new AwsFault(
                "ParameterVersionLabelLimitExceeded",
                400,
                "A parameter version can have a maximum of ten labels.");
          }
          return new Notes(notes.tags(), labels);
        });
    return LabelParameterVersionResponse.builder()
        .parameterVersion(version)
        .invalidLabels(asked.stream().filter(label -> !valid.contains(label)).toList())
        .build();
  }

  UnlabelParameterVersionResponse unlabel(Caller caller, UnlabelParameterVersionRequest request) {
    String name = ParameterNames.plain(caller, required(request.name(), "name"));
    long version = version(name, request.parameterVersion());
    List<String> removed = new ArrayList<>();
    amend(
        name,
        notes -> {
          removed.clear();
          Map<String, Long> labels = new HashMap<>(notes.labels());
          for (String label : new LinkedHashSet<>(request.labels())) {
            if (labels.remove(label, version)) {
              removed.add(label);
            }
          }
          return new Notes(notes.tags(), labels);
        });
    return UnlabelParameterVersionResponse.builder()
        .removedLabels(removed)
        .invalidLabels(request.labels().stream().filter(label -> !removed.contains(label)).toList())
        .build();
  }

  private void amend(String name, UnaryOperator<Notes> change) {
    if (!store.amend(name, change)) {
      throw ParameterNames.notFound(name);
    }
  }

  /** The version that is asked for, which must be there; the latest unless told. */
  private long version(String name, @Nullable Long asked) {
    List<Parameter> versions = store.history(name);
    if (versions.isEmpty()) {
      throw ParameterNames.notFound(name);
    }
    if (asked == null) {
      return versions.getLast().version();
    }
    return versions.stream()
        .map(Parameter::version)
        .filter(asked::equals)
        .findFirst()
        .orElseThrow(() -> ParameterNames.noVersion(name, asked.toString()));
  }
}
