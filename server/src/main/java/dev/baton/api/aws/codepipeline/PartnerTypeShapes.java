package dev.baton.api.aws.codepipeline;

import static dev.baton.api.aws.AwsFault.required;

import dev.baton.api.aws.AwsFault;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.port.ActionProvider.ActionType.Bounds;
import dev.baton.port.CustomTypeStore.CustomType;
import dev.baton.port.CustomTypeStore.Partner;
import dev.baton.port.CustomTypeStore.Property;
import dev.baton.port.CustomTypeStore.Settings;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeArtifactDetails;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeExecutor;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeIdentifier;
import software.amazon.awssdk.services.codepipeline.model.ActionTypePermissions;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeProperty;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeUrls;
import software.amazon.awssdk.services.codepipeline.model.ExecutorConfiguration;
import software.amazon.awssdk.services.codepipeline.model.ExecutorType;
import software.amazon.awssdk.services.codepipeline.model.JobWorkerExecutorConfiguration;

/** Partners' action types as UpdateActionType takes and GetActionType shows them. */
final class PartnerTypeShapes {

  private PartnerTypeShapes() {}

  static CustomType type(@Nullable ActionTypeDeclaration given) {
    if (given == null || given.id() == null || given.executor() == null) {
      throw AwsFault.validation("actionType must have an id and an executor.");
    }
    JobWorkerExecutorConfiguration worker = worker(given.executor());
    return new CustomType(
        new ActionTypeId(
            required(given.id().categoryAsString(), "actionType.id.category"),
            required(given.id().owner(), "actionType.id.owner"),
            required(given.id().provider(), "actionType.id.provider"),
            required(given.id().version(), "actionType.id.version")),
        given.properties().stream().map(PartnerTypeShapes::property).toList(),
        bounds(given.inputArtifactDetails(), "actionType.inputArtifactDetails"),
        bounds(given.outputArtifactDetails(), "actionType.outputArtifactDetails"),
        settings(given.urls()),
        Optional.of(
            new Partner(
                text(given.description()),
                given.permissions() == null
                    ? List.of()
                    : List.copyOf(given.permissions().allowedAccounts()),
                List.copyOf(worker.pollingAccounts()),
                Optional.ofNullable(given.executor().jobTimeout()))));
  }

  /** Refuses by name what nobody would act on. */
  private static JobWorkerExecutorConfiguration worker(ActionTypeExecutor executor) {
    if (executor.type() != ExecutorType.JOB_WORKER) {
      throw AwsFault.validation(
          "The executor type Lambda is not carried out here: there are no Lambda functions. Right"
              + " is JobWorker.");
    }
    ExecutorConfiguration configuration = executor.configuration();
    if (configuration == null || configuration.jobWorkerExecutorConfiguration() == null) {
      throw AwsFault.validation(
          "An executor of type JobWorker needs a jobWorkerExecutorConfiguration.");
    }
    if (configuration.lambdaExecutorConfiguration() != null) {
      throw AwsFault.validation(
          "An executor of type JobWorker has no lambdaExecutorConfiguration.");
    }
    if (executor.policyStatementsTemplate() != null) {
      throw AwsFault.validation(
          "policyStatementsTemplate is not carried out here: actions have no policies.");
    }
    JobWorkerExecutorConfiguration worker = configuration.jobWorkerExecutorConfiguration();
    if (worker.hasPollingServicePrincipals()) {
      throw AwsFault.validation(
          "pollingServicePrincipals is not carried out here: accounts poll, no services. Right is"
              + " pollingAccounts.");
    }
    return worker;
  }

  private static Property property(ActionTypeProperty given) {
    return new Property(
        required(given.name(), "actionType.properties.1.member.name"),
        !Boolean.TRUE.equals(given.optional()),
        Boolean.TRUE.equals(given.key()),
        Boolean.TRUE.equals(given.noEcho()),
        Boolean.TRUE.equals(given.queryable()),
        text(given.description()),
        "");
  }

  private static Bounds bounds(@Nullable ActionTypeArtifactDetails given, String member) {
    if (given == null) {
      throw AwsFault.validation(member + " must not be null.");
    }
    return new Bounds(given.minimumCount(), given.maximumCount());
  }

  private static Settings settings(@Nullable ActionTypeUrls given) {
    return given == null
        ? new Settings("", "", "", "")
        : new Settings(
            text(given.configurationUrl()),
            text(given.entityUrlTemplate()),
            text(given.executionUrlTemplate()),
            text(given.revisionUrlTemplate()));
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given;
  }

  /** As GetActionType shows it. */
  static ActionTypeDeclaration declaration(CustomType type, Partner partner) {
    return ActionTypeDeclaration.builder()
        .id(id(type.id()))
        .description(ExecutionShapes.orUnset(partner.description()))
        .executor(executor(partner))
        .inputArtifactDetails(details(type.inputs()))
        .outputArtifactDetails(details(type.outputs()))
        .permissions(permissions(partner))
        .properties(type.properties().stream().map(PartnerTypeShapes::property).toList())
        .urls(urls(type.settings()))
        .build();
  }

  private static ActionTypeIdentifier id(ActionTypeId id) {
    return ActionTypeIdentifier.builder()
        .category(id.category())
        .owner(id.owner())
        .provider(id.provider())
        .version(id.version())
        .build();
  }

  private static ActionTypeExecutor executor(Partner partner) {
    var worker = JobWorkerExecutorConfiguration.builder();
    if (!partner.pollingAccounts().isEmpty()) {
      worker.pollingAccounts(partner.pollingAccounts());
    }
    return ActionTypeExecutor.builder()
        .type(ExecutorType.JOB_WORKER)
        .configuration(c -> c.jobWorkerExecutorConfiguration(worker.build()))
        .jobTimeout(partner.jobTimeoutSeconds().orElse(null))
        .build();
  }

  private static @Nullable ActionTypePermissions permissions(Partner partner) {
    return partner.allowedAccounts().isEmpty()
        ? null
        : ActionTypePermissions.builder().allowedAccounts(partner.allowedAccounts()).build();
  }

  private static ActionTypeProperty property(Property property) {
    return ActionTypeProperty.builder()
        .name(property.name())
        .optional(!property.required())
        .key(property.key())
        .noEcho(property.secret())
        .queryable(property.queryable())
        .description(ExecutionShapes.orUnset(property.description()))
        .build();
  }

  private static ActionTypeArtifactDetails details(Bounds bounds) {
    return ActionTypeArtifactDetails.builder()
        .minimumCount(bounds.minimum())
        .maximumCount(bounds.maximum())
        .build();
  }

  private static ActionTypeUrls urls(Settings settings) {
    return ActionTypeUrls.builder()
        .configurationUrl(ExecutionShapes.orUnset(settings.thirdPartyConfigurationUrl()))
        .entityUrlTemplate(ExecutionShapes.orUnset(settings.entityUrlTemplate()))
        .executionUrlTemplate(ExecutionShapes.orUnset(settings.executionUrlTemplate()))
        .revisionUrlTemplate(ExecutionShapes.orUnset(settings.revisionUrlTemplate()))
        .build();
  }
}
