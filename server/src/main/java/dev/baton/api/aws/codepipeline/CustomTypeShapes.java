package dev.baton.api.aws.codepipeline;

import dev.baton.api.aws.AwsFault;
import dev.baton.port.ActionProvider.ActionType.Bounds;
import dev.baton.port.CustomTypeStore.CustomType;
import dev.baton.port.CustomTypeStore.Property;
import dev.baton.port.CustomTypeStore.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionConfigurationProperty;
import software.amazon.awssdk.services.codepipeline.model.ActionType;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeSettings;
import software.amazon.awssdk.services.codepipeline.model.ArtifactDetails;
import software.amazon.awssdk.services.codepipeline.model.CreateCustomActionTypeRequest;

/** Custom action types as AWS shows them. */
final class CustomTypeShapes {

  private CustomTypeShapes() {}

  static CustomType type(
      dev.baton.model.pipeline.ActionTypeId id, CreateCustomActionTypeRequest request) {
    return new CustomType(
        id,
        request.configurationProperties().stream().map(CustomTypeShapes::property).toList(),
        bounds(request.inputArtifactDetails(), "inputArtifactDetails"),
        bounds(request.outputArtifactDetails(), "outputArtifactDetails"),
        settings(request.settings()));
  }

  private static Property property(ActionConfigurationProperty given) {
    return new Property(
        AwsFault.required(given.name(), "configurationProperties.1.member.name"),
        given.required(),
        given.key(),
        given.secret(),
        Boolean.TRUE.equals(given.queryable()),
        text(given.description()),
        text(given.typeAsString()));
  }

  private static Bounds bounds(@Nullable ArtifactDetails given, String member) {
    if (given == null) {
      throw AwsFault.validation(
          "1 validation error detected: Value at '"
              + member
              + "' failed to satisfy constraint: Member must not be null");
    }
    return new Bounds(given.minimumCount(), given.maximumCount());
  }

  private static Settings settings(@Nullable ActionTypeSettings given) {
    return given == null
        ? new Settings("", "", "", "")
        : new Settings(
            text(given.thirdPartyConfigurationUrl()),
            text(given.entityUrlTemplate()),
            text(given.executionUrlTemplate()),
            text(given.revisionUrlTemplate()));
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given;
  }

  /** As ListActionTypes shows it. */
  static ActionType action(CustomType type) {
    Settings settings = type.settings();
    return ActionType.builder()
        .id(ActionShapes.typeId(type.id()))
        .settings(
            ActionTypeSettings.builder()
                .thirdPartyConfigurationUrl(
                    ExecutionShapes.orUnset(settings.thirdPartyConfigurationUrl()))
                .entityUrlTemplate(ExecutionShapes.orUnset(settings.entityUrlTemplate()))
                .executionUrlTemplate(ExecutionShapes.orUnset(settings.executionUrlTemplate()))
                .revisionUrlTemplate(ExecutionShapes.orUnset(settings.revisionUrlTemplate()))
                .build())
        .actionConfigurationProperties(properties(type.properties()))
        .inputArtifactDetails(details(type.inputs()))
        .outputArtifactDetails(details(type.outputs()))
        .build();
  }

  private static List<ActionConfigurationProperty> properties(List<Property> properties) {
    return properties.stream()
        .map(
            p ->
                ActionConfigurationProperty.builder()
                    .name(p.name())
                    .required(p.required())
                    .key(p.key())
                    .secret(p.secret())
                    .queryable(p.queryable())
                    .description(ExecutionShapes.orUnset(p.description()))
                    .type(ExecutionShapes.orUnset(p.type()))
                    .build())
        .toList();
  }

  private static ArtifactDetails details(Bounds bounds) {
    return ArtifactDetails.builder()
        .minimumCount(bounds.minimum())
        .maximumCount(bounds.maximum())
        .build();
  }
}
