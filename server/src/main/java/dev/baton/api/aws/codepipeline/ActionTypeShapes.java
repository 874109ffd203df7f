package dev.baton.api.aws.codepipeline;

import dev.baton.port.ActionProvider;
import java.util.List;
import software.amazon.awssdk.services.codepipeline.model.ActionConfigurationProperty;
import software.amazon.awssdk.services.codepipeline.model.ActionType;
import software.amazon.awssdk.services.codepipeline.model.ArtifactDetails;
import software.amazon.awssdk.services.codepipeline.model.RuleConfigurationProperty;
import software.amazon.awssdk.services.codepipeline.model.RuleType;

/** The registry of providers as ListActionTypes and ListRuleTypes show it. */
public final class ActionTypeShapes {

  private ActionTypeShapes() {}

  public static ActionType action(ActionProvider.ActionType type) {
    return ActionType.builder()
        .id(ActionShapes.typeId(type.id()))
        .actionConfigurationProperties(properties(type))
        .inputArtifactDetails(bounds(type.inputArtifacts()))
        .outputArtifactDetails(bounds(type.outputArtifacts()))
        .build();
  }

  public static RuleType rule(ActionProvider.ActionType type) {
    return RuleType.builder()
        .id(ActionShapes.ruleTypeId(type.id()))
        .ruleConfigurationProperties(
            type.properties().stream()
                .map(
                    p ->
                        RuleConfigurationProperty.builder()
                            .name(p.name())
                            .required(p.required())
                            .key(true)
                            .secret(p.secret())
                            .build())
                .toList())
        .inputArtifactDetails(bounds(type.inputArtifacts()))
        .build();
  }

  private static List<ActionConfigurationProperty> properties(ActionProvider.ActionType type) {
    return type.properties().stream()
        .map(
            p ->
                ActionConfigurationProperty.builder()
                    .name(p.name())
                    .required(p.required())
                    .key(true)
                    .secret(p.secret())
                    .build())
        .toList();
  }

  private static ArtifactDetails bounds(ActionProvider.ActionType.Bounds bounds) {
    return ArtifactDetails.builder()
        .minimumCount(bounds.minimum())
        .maximumCount(bounds.maximum())
        .build();
  }
}
