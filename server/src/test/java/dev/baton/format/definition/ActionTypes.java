package dev.baton.format.definition;

import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.port.ActionProvider.ActionType;
import dev.baton.port.ActionProvider.ActionType.Bounds;
import dev.baton.port.ActionProvider.ActionType.Property;
import java.util.ArrayList;
import java.util.List;

/**
 * Action and rule types as the providers of a running Baton register them (codepipeline.md section
 * 10).
 */
public final class ActionTypes {

  private static final Bounds NONE = new Bounds(0, 0);
  private static final Bounds ONE = new Bounds(1, 1);

  private ActionTypes() {}

  /** Action types. */
  public static List<ActionType> actions() {
    String build =
        "ProjectName* PrimarySource BatchEnabled CombineArtifacts BuildspecOverride"
            + " EnvironmentVariables";
    String commands = "EnvironmentType ComputeType VpcId Subnets SecurityGroupIds";
    return List.of(
        type(
            "Source/AWS/CodeStarSourceConnection",
            "ConnectionArn* FullRepositoryId* BranchName* OutputArtifactFormat DetectChanges",
            NONE,
            ONE,
            false),
        type(
            "Source/AWS/CodeCommit",
            "RepositoryName* BranchName* PollForSourceChanges OutputArtifactFormat",
            NONE,
            ONE,
            false),
        type(
            "Source/AWS/S3",
            "S3Bucket* S3ObjectKey* PollForSourceChanges AllowOverrideForS3ObjectKey",
            NONE,
            ONE,
            false),
        type(
            "Source/ThirdParty/GitHub",
            "Owner* Repo* Branch* OAuthToken*! PollForSourceChanges",
            NONE,
            ONE,
            false),
        type("Build/AWS/CodeBuild", build, new Bounds(1, 5), new Bounds(0, 5), false),
        type("Test/AWS/CodeBuild", build, new Bounds(1, 5), new Bounds(0, 5), false),
        type("Compute/AWS/Commands", commands, new Bounds(1, 10), new Bounds(0, 1), true),
        type("Build/AWS/Commands", commands, new Bounds(1, 10), new Bounds(0, 1), true),
        type(
            "Approval/AWS/Manual",
            "NotificationArn CustomData ExternalEntityLink IsSummaryRequired",
            NONE,
            NONE,
            false),
        type(
            "Deploy/AWS/S3",
            "BucketName* Extract* ObjectKey KMSEncryptionKeyARN CannedACL CacheControl",
            ONE,
            NONE,
            false),
        type(
            "Invoke/AWS/CodePipeline", "PipelineName* Variables SourceRevisions", NONE, NONE, true),
        type("Invoke/Custom/LocalCommand", "Command*", new Bounds(0, 1), NONE, false));
  }

  /** Rule types. */
  public static List<ActionType> rules() {
    return List.of(
        type("Rule/AWS/VariableCheck", "Variable* Value Operator", NONE, NONE, true),
        type("Rule/AWS/DeploymentWindow", "Cron* TimeZone", NONE, NONE, true),
        type("Rule/AWS/Commands", "EnvironmentType ComputeType", new Bounds(0, 10), NONE, true));
  }

  /** A name with {@code *} is required, with {@code !} secret. */
  private static ActionType type(
      String id, String keys, Bounds inputs, Bounds outputs, boolean v2Only) {
    String[] parts = id.split("/", -1);
    List<Property> properties = new ArrayList<>();
    for (String key : keys.split(" ", -1)) {
      properties.add(
          new Property(key.replaceAll("[*!]", ""), key.contains("*"), key.contains("!")));
    }
    return new ActionType(
        new ActionTypeId(parts[0], parts[1], parts[2], "1"), properties, inputs, outputs, v2Only);
  }
}
