package dev.baton.api.aws;

import dev.baton.model.audit.AuditEntry.Resource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The resources that a request or an answer names: members that are known to hold names, and
 * nothing else of them, for everything else may be a secret.
 */
final class Named {

  private static final Set<String> NAMES =
      Set.of(
          "name",
          "Name",
          "names",
          "Names",
          "id",
          "ids",
          "arn",
          "ARN",
          "resourceArn",
          "pipelineName",
          "pipelineExecutionId",
          "stageName",
          "actionName",
          "webhookName",
          "jobId",
          "category",
          "provider",
          "version",
          "projectName",
          "reportGroupArn",
          "reportArn",
          "SecretId",
          "ResourceId",
          "logGroupName",
          "logStreamName");

  /** Structures whose own names count. */
  private static final Set<String> STRUCTURES =
      Set.of("pipeline", "webhook", "build", "project", "reportGroup", "actionType");

  private Named() {}

  static List<Resource> in(SdkPojo shape) {
    Set<Resource> found = new LinkedHashSet<>();
    for (SdkField<?> field : shape.sdkFields()) {
      add(found, field.locationName(), field.getValueOrDefault(shape));
    }
    return List.copyOf(found);
  }

  private static void add(Set<Resource> found, String member, Object value) {
    if (NAMES.contains(member)) {
      texts(value).filter(text -> !text.isEmpty()).forEach(t -> found.add(new Resource(member, t)));
    } else if (STRUCTURES.contains(member) && value instanceof SdkPojo inner) {
      for (SdkField<?> field : inner.sdkFields()) {
        if (isNameOf(field.locationName())) {
          texts(field.getValueOrDefault(inner))
              .forEach(t -> found.add(new Resource(member + "." + field.locationName(), t)));
        }
      }
    }
  }

  private static boolean isNameOf(String member) {
    return member.equals("name") || member.equals("id") || member.equals("arn");
  }

  private static Stream<String> texts(Object value) {
    return switch (value) {
      case String text -> Stream.of(text);
      case List<?> list -> list.stream().filter(String.class::isInstance).map(String.class::cast);
      case null, default -> Stream.empty();
    };
  }
}
