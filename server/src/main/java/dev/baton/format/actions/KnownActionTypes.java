package dev.baton.format.actions;

import dev.baton.model.pipeline.ActionTypeId;
import java.util.Set;

/**
 * Action and rule types of AWS that Baton knows by name and does not run. A definition that uses
 * one is refused in words that tell it from a misspelt name. Whoever adds a provider need not touch
 * this list: registered types come first.
 */
public final class KnownActionTypes {

  private static final Set<String> NOT_RUN =
      Set.of(
          "Source/AWS/ECR",
          "Source/ThirdParty/Bitbucket",
          "Build/AWS/ECRBuildAndPublish",
          "Build/Custom/Jenkins",
          "Build/ThirdParty/CloudBees",
          "Build/ThirdParty/TeamCity",
          "Test/Custom/Jenkins",
          "Test/AWS/DeviceFarm",
          "Test/ThirdParty/BlazeMeter",
          "Test/ThirdParty/GhostInspector",
          "Test/ThirdParty/Runscope",
          "Test/ThirdParty/StormRunnerLoad",
          "Deploy/AWS/AlexaSkillsKit",
          "Deploy/AWS/AppConfig",
          "Deploy/AWS/CloudFormation",
          "Deploy/AWS/CloudFormationStackSet",
          "Deploy/AWS/CloudFormationStackInstances",
          "Deploy/AWS/CodeDeploy",
          "Deploy/AWS/CodeDeployToECS",
          "Deploy/AWS/EC2",
          "Deploy/AWS/ECS",
          "Deploy/AWS/EKS",
          "Deploy/AWS/ElasticBeanstalk",
          "Deploy/AWS/Lambda",
          "Deploy/AWS/OpsWorks",
          "Deploy/AWS/ServiceCatalog",
          "Deploy/ThirdParty/AlexaSkillsKit",
          "Deploy/ThirdParty/XebiaLabs",
          "Invoke/AWS/InspectorScan",
          "Invoke/AWS/Lambda",
          "Invoke/AWS/SnykScan",
          "Invoke/AWS/StepFunctions",
          "Invoke/ThirdParty/Snyk",
          "Rule/AWS/CloudWatchAlarm",
          "Rule/AWS/LambdaInvoke");

  private KnownActionTypes() {}

  /** Whether AWS has a type of this category, owner and provider. Its version is not looked at. */
  public static boolean isNotRunYet(ActionTypeId type) {
    return NOT_RUN.contains(type.category() + "/" + type.owner() + "/" + type.provider());
  }
}
