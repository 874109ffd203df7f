package dev.baton.api.aws.ssm;

import dev.baton.api.aws.Caller;
import dev.baton.port.ParameterStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;

/** Parameters as SSM writes them. */
final class ParameterShapes {

  private static final String TEXT = "text";

  private ParameterShapes() {}

  static Parameter.Builder parameter(
      Caller caller, ParameterStore.Parameter parameter, boolean decrypt) {
    return Parameter.builder()
        .name(parameter.name())
        .type(parameter.type().awsName())
        .value(value(parameter, decrypt))
        .version(parameter.version())
        .lastModifiedDate(parameter.modifiedAt())
        .arn(ParameterNames.arn(caller, parameter.name()))
        .dataType(TEXT);
  }

  static ParameterMetadata metadata(Caller caller, ParameterStore.Parameter parameter) {
    ParameterStore.Details details = parameter.details();
    return ParameterMetadata.builder()
        .name(parameter.name())
        .arn(ParameterNames.arn(caller, parameter.name()))
        .type(parameter.type().awsName())
        .keyId(key(parameter))
        .lastModifiedDate(parameter.modifiedAt())
        .lastModifiedUser(user(details))
        .description(details.description().orElse(null))
        .allowedPattern(details.allowedPattern().orElse(null))
        .version(parameter.version())
        .tier(details.tier())
        .dataType(TEXT)
        .build();
  }

  static ParameterHistory history(ParameterStore.Parameter parameter, boolean decrypt) {
    ParameterStore.Details details = parameter.details();
    return ParameterHistory.builder()
        .name(parameter.name())
        .type(parameter.type().awsName())
        .keyId(key(parameter))
        .lastModifiedDate(parameter.modifiedAt())
        .lastModifiedUser(user(details))
        .description(details.description().orElse(null))
        .value(value(parameter, decrypt))
        .allowedPattern(details.allowedPattern().orElse(null))
        .version(parameter.version())
        .labels(parameter.labels())
        .tier(details.tier())
        .dataType(TEXT)
        .build();
  }

  /** The key that a SecureString is said to be encrypted with; null for other types. */
  static @Nullable String key(ParameterStore.Parameter parameter) {
    return parameter.type() == ParameterStore.Type.SECURE_STRING
        ? parameter.details().keyId().orElse("alias/aws/ssm")
        : null;
  }

  private static @Nullable String user(ParameterStore.Details details) {
    return details.modifiedBy().isEmpty() ? null : details.modifiedBy();
  }

  private static String value(ParameterStore.Parameter parameter, boolean decrypt) {
    boolean secret = parameter.type() == ParameterStore.Type.SECURE_STRING;
    return secret && !decrypt ? parameter.sealed() : parameter.value();
  }
}
