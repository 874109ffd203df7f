package dev.baton.api.aws.model;

/** What Baton says of each operation. Whoever adds a handler or a test changes its line here. */
final class CoverageTables {

  private static final String PIPELINES = "dev.baton.app.ServedPipelinesTest#";
  private static final String BUILDS = "dev.baton.app.ServedBuildsTest#";
  private static final String JOBS = "dev.baton.app.ServedJobsTest#";
  private static final String PARTNER_JOBS = "dev.baton.app.ServedPartnerJobsTest#";
  private static final String TAGS = "dev.baton.app.ServedTagsTest#";
  private static final String PIPELINE_HOOKS = "dev.baton.app.ServedPipelineWebhooksTest#";
  private static final String PROJECT_HOOKS = "dev.baton.app.ServedProjectWebhooksTest#";
  private static final String REPORTS = "dev.baton.app.ServedReportGroupsTest#";
  private static final String CREDENTIALS = "dev.baton.app.ServedBuildResourcesTest#";
  private static final String SETTINGS = "dev.baton.app.ServedSettingsTest#";

  private static final String SDK_EXECUTIONS = "dev.baton.scenario.SdkExecutionsTest#";

  private static final String PARAMETERS = "dev.baton.app.ServedParametersTest#";
  private static final String SECRETS = "dev.baton.app.ServedSecretsTest#";
  private static final String MADE_LOGS = "dev.baton.app.ServedMadeLogsTest#";
  private static final String LOGS = "dev.baton.app.ServedLogsTest#";

  private CoverageTables() {}

  static Coverage.Table codepipeline() {
    return new Coverage.Table("it is not built")
        .works(
            PIPELINES + "aPipelineIsKeptInVersions",
            "CreatePipeline",
            "GetPipeline",
            "UpdatePipeline",
            "DeletePipeline",
            "ListPipelines")
        .works(
            PIPELINES + "anApprovedExecutionSucceeds",
            "StartPipelineExecution",
            "GetPipelineState",
            "GetPipelineExecution",
            "ListPipelineExecutions",
            "ListActionExecutions",
            "PutApprovalResult")
        .works(PIPELINES + "aRejectedStageIsRetried", "RetryStageExecution")
        .works(PIPELINES + "aStoppedExecutionEnds", "StopPipelineExecution")
        .works(
            SDK_EXECUTIONS + "aTransitionIsDisabledAtEitherEnd",
            "DisableStageTransition",
            "EnableStageTransition")
        .works(PIPELINES + "aStageIsRolledBack", "RollbackStage")
        .works(PIPELINES + "aConditionIsOverridden", "OverrideStageCondition", "ListRuleExecutions")
        .works(
            SDK_EXECUTIONS + "theTypesThatAPipelineCanUseAreListed",
            "ListActionTypes",
            "ListRuleTypes")
        .works(
            TAGS + "aTaggedPipelineShowsItsTags",
            "TagResource",
            "UntagResource",
            "ListTagsForResource")
        .stored(
            PIPELINE_HOOKS + "aWebhookIsKeptWithoutItsSecret",
            "deliveries are not taken yet; the url is a path of this server; SecretToken reads back"
                + " as ****",
            "PutWebhook",
            "DeleteWebhook",
            "ListWebhooks")
        .stored(
            PIPELINE_HOOKS + "aRegistrationSaysThatNobodyWasCalled",
            "no third party is called: the webhook's errorMessage says so",
            "RegisterWebhookWithThirdParty",
            "DeregisterWebhookWithThirdParty")
        .partly(
            JOBS + "aTypeIsKeptUntilItIsDeleted",
            "entityUrlTemplate and revisionUrlTemplate are stored, not acted on",
            "CreateCustomActionType")
        .works(JOBS + "aTypeIsKeptUntilItIsDeleted", "DeleteCustomActionType")
        .partly(
            JOBS + "aWorkerDoesAnAction",
            "a job has no artifactCredentials, and its artifacts are named by bucket and key: a"
                + " worker reaches them when S3 is served",
            "PollForJobs",
            "GetJobDetails")
        .works(JOBS + "aWorkerDoesAnAction", "AcknowledgeJob")
        .partly(
            JOBS + "aWorkerDoesAnAction",
            "output artifacts cannot be uploaded until S3 is served; percentComplete is shown where"
                + " there is no summary",
            "PutJobSuccessResult")
        .works(JOBS + "aWorkerFailsAnAction", "PutJobFailureResult")
        .partly(
            PARTNER_JOBS + "aTypeIsShownAsItWasGivenAndReplaced",
            "it makes a type of owner ThirdParty too, where AWS needs one that is there; the owner"
                + " AWS, Lambda executors, pollingServicePrincipals and policyStatementsTemplate"
                + " are refused by name; entityUrlTemplate and revisionUrlTemplate are stored, not"
                + " acted on",
            "UpdateActionType")
        .partly(
            PARTNER_JOBS + "aTypeIsShownAsItWasGivenAndReplaced",
            "Baton's own types have no executor, so ActionTypeNotFoundException answers for them;"
                + " ListActionTypes shows them",
            "GetActionType")
        .works(PARTNER_JOBS + "aWorkerWithTheTokenDoesAnAction", "PollForThirdPartyJobs")
        .partly(
            PARTNER_JOBS + "aWorkerWithTheTokenDoesAnAction",
            "a job has no artifactCredentials, and its artifacts are named by bucket and key: a"
                + " worker reaches them when S3 is served; the clientToken is the value of the"
                + " secret codepipeline/third-party/CLIENT_ID, which UpdateActionType makes",
            "GetThirdPartyJobDetails")
        .works(PARTNER_JOBS + "aWorkerWithTheTokenDoesAnAction", "AcknowledgeThirdPartyJob")
        .partly(
            PARTNER_JOBS + "aWorkerWithTheTokenDoesAnAction",
            "output artifacts cannot be uploaded until S3 is served; percentComplete is shown where"
                + " there is no summary",
            "PutThirdPartyJobSuccessResult")
        .works(PARTNER_JOBS + "aWorkerFailsAnAction", "PutThirdPartyJobFailureResult")
        .works(SDK_EXECUTIONS + "aRevisionStartsOneExecution", "PutActionRevision")
        .partly(
            SDK_EXECUTIONS + "aDeploymentAsAWholeHasNoTargets",
            "no action type here deploys target by target, so the list is empty; pipelineName is"
                + " needed",
            "ListDeployActionExecutionTargets");
  }

  static Coverage.Table codebuild() {
    return new Coverage.Table("it is not built")
        .works(
            BUILDS + "aProjectIsKept",
            "CreateProject",
            "UpdateProject",
            "DeleteProject",
            "BatchGetProjects",
            "ListProjects")
        .partly(
            "dev.baton.scenario.SdkBuildsTest#aBuildIsDoneAsItsStartOverridesTheProject",
            "what a process on this machine cannot honour is named in the build's log;"
                + " debugSessionEnabled is refused; an idempotencyToken holds for good",
            "StartBuild")
        .works(BUILDS + "aBuildRunsItsCommands", "ListBuilds", "ListBuildsForProject")
        .partly(
            LOGS + "aLogIsShownWhereTheProjectWantsIt",
            "logs.deepLink is left out, and logs.s3Logs is DISABLED: logs are not copied to S3; a"
                + " log whose cloudWatchLogs are DISABLED is kept for baton logs all the same",
            "BatchGetBuilds")
        .works(
            "dev.baton.scenario.SdkBuildsTest#aRepeatWithTheSameTokenStartsNothing", "RetryBuild")
        .works(BUILDS + "aRunningBuildIsStopped", "StopBuild")
        .works(
            "dev.baton.api.aws.codebuild.BuildListsTest#completeBuildsAreDeletedAndRunningOnesAreNot",
            "BatchDeleteBuilds")
        .works(
            "dev.baton.scenario.BuildCacheTest#an_invalidated_cache_is_forgotten",
            "InvalidateProjectCache")
        .refused(
            "batches of builds are not built yet",
            "StartBuildBatch",
            "StopBuildBatch",
            "RetryBuildBatch",
            "DeleteBuildBatch",
            "BatchGetBuildBatches",
            "ListBuildBatches",
            "ListBuildBatchesForProject")
        .stored(
            REPORTS + "aReportGroupIsKept",
            "builds put no reports into it yet, and none are exported",
            "CreateReportGroup",
            "UpdateReportGroup",
            "DeleteReportGroup",
            "BatchGetReportGroups",
            "ListReportGroups")
        .stored(
            REPORTS + "noReportIsFoundWhileNoneIsMade",
            "builds' reports are kept as files, not read, yet: there are none",
            "ListReportsForReportGroup",
            "ListReports",
            "BatchGetReports",
            "DeleteReport")
        .refused(
            "reports are kept as files, not read, yet",
            "DescribeTestCases",
            "DescribeCodeCoverages",
            "GetReportGroupTrend")
        .refused(
            "nothing is shared between accounts here",
            "ListSharedProjects",
            "ListSharedReportGroups")
        .stored(
            PROJECT_HOOKS + "aProjectShowsItsWebhookWithoutItsSecret",
            "deliveries are not taken yet, and no host is called: payloadUrl is a path of this"
                + " server; a changed source drops the secret",
            "CreateWebhook",
            "UpdateWebhook",
            "DeleteWebhook")
        .stored(
            CREDENTIALS + "aCredentialIsListedWithoutItsToken",
            "no source is fetched with them yet",
            "ImportSourceCredentials",
            "ListSourceCredentials",
            "DeleteSourceCredentials")
        .stored(
            CREDENTIALS + "aPolicyGoesWithItsResource",
            "nothing is shared between accounts here",
            "PutResourcePolicy",
            "GetResourcePolicy",
            "DeleteResourcePolicy")
        .partly(
            CREDENTIALS + "theImagesSayWhereCommandsRun",
            "the names of a few images: commands run on this machine, whatever the image",
            "ListCuratedEnvironmentImages")
        .partly(
            "dev.baton.scenario.SdkBuildsTest#aProjectStaysPrivate",
            "PRIVATE only: projects have no public builds here",
            "UpdateProjectVisibility")
        .refused(
            "fleets do not exist on this machine",
            "CreateFleet",
            "UpdateFleet",
            "DeleteFleet",
            "BatchGetFleets",
            "ListFleets")
        .refused(
            "sandboxes do not exist yet",
            "StartSandbox",
            "StopSandbox",
            "BatchGetSandboxes",
            "ListSandboxes",
            "ListSandboxesForProject",
            "StartSandboxConnection",
            "StartCommandExecution",
            "BatchGetCommandExecutions",
            "ListCommandExecutionsForSandbox");
  }

  static Coverage.Table ssm() {
    return new Coverage.Table("of Systems Manager Baton has the Parameter Store")
        .partly(
            PARAMETERS + "valuesThatDoNotMatchThePatternAreRefused",
            "no policies, and text is the one data type; KeyId and Tier are stored and shown, and"
                + " Baton's own key encrypts; without a tier the value decides, as"
                + " Intelligent-Tiering",
            "PutParameter")
        .works(PARAMETERS + "aVersionIsNamedByNumberAndByLabel", "GetParameter")
        .works(SETTINGS + "aParameterIsKeptInVersions", "GetParameters", "DeleteParameter")
        .works(PARAMETERS + "aPathIsFilteredAndPaged", "GetParametersByPath")
        .works(PARAMETERS + "everyFilterMustHold", "DescribeParameters")
        .works(PARAMETERS + "everyVersionIsInTheHistory", "GetParameterHistory")
        .works(PARAMETERS + "severalAreDeletedAtOnce", "DeleteParameters")
        .works(PARAMETERS + "aVersionIsNamedByNumberAndByLabel", "LabelParameterVersion")
        .works(PARAMETERS + "aLabelIsTakenAway", "UnlabelParameterVersion")
        .partly(
            PARAMETERS + "tagsAreKeptUntilTheParameterGoes",
            "of parameters",
            "AddTagsToResource",
            "RemoveTagsFromResource",
            "ListTagsForResource");
  }

  static Coverage.Table secretsmanager() {
    return new Coverage.Table("it is not built yet")
        .partly(
            SECRETS + "theSameRequestMakesOneSecret",
            "no replicas; KmsKeyId is stored and shown, and Baton's own key encrypts",
            "CreateSecret")
        .works(SECRETS + "aVersionIsPutUnderAStageOfItsOwnAndThenMadeCurrent", "PutSecretValue")
        .works(
            SECRETS + "aVersionIsPutUnderAStageOfItsOwnAndThenMadeCurrent",
            "UpdateSecretVersionStage")
        .works(SECRETS + "aSecretIsFoundByNameAndByWholeAndPartOfItsArn", "GetSecretValue")
        .works(SECRETS + "severalValuesAreReadAtOnce", "BatchGetSecretValue")
        .partly(
            SECRETS + "anUpdateChangesWhatItNames",
            "KmsKeyId is stored and shown, and Baton's own key encrypts",
            "UpdateSecret")
        .partly(
            SECRETS + "aDeletedSecretGivesNothingUntilItIsRestored",
            "no LastAccessedDate; no rotation and replication to show",
            "DescribeSecret")
        .partly(
            SECRETS + "secretsAreSortedAndPaged",
            "no LastAccessedDate; the filters primary-region and owning-service are refused",
            "ListSecrets")
        .works(SETTINGS + "aSecretIsKeptInVersions", "ListSecretVersionIds")
        .partly(
            SECRETS + "aDeletedSecretIsGoneWhenItsWindowIsOver",
            "at once of a secret that is not there: ResourceNotFoundException",
            "DeleteSecret")
        .works(SECRETS + "aDeletedSecretGivesNothingUntilItIsRestored", "RestoreSecret")
        .works(SECRETS + "tagsAreAddedAndTakenAway", "TagResource", "UntagResource")
        .works(SECRETS + "aPasswordHasOneOfEachType", "GetRandomPassword")
        .stored(
            SECRETS + "aPolicyIsKeptUntilItIsDeleted",
            "nothing is shared between accounts here",
            "PutResourcePolicy",
            "GetResourcePolicy",
            "DeleteResourcePolicy")
        .partly(
            SECRETS + "aPolicyIsKeptUntilItIsDeleted",
            "its form, and whether it is open to everybody",
            "ValidateResourcePolicy")
        .refused("no secret is rotated here", "RotateSecret", "CancelRotateSecret")
        .refused(
            "there is one region here",
            "ReplicateSecretToRegions",
            "RemoveRegionsFromReplication",
            "StopReplicationToReplica");
  }

  static Coverage.Table logs() {
    return new Coverage.Table("of CloudWatch Logs Baton has groups, streams and events")
        .partly(
            LOGS + "aBuildsLogIsFoundWhereTheBuildSays",
            "storedBytes counts what callers put; accounts are not linked",
            "DescribeLogGroups")
        .partly(LOGS + "aBuildsLogIsFoundWhereTheBuildSays", "no storedBytes", "DescribeLogStreams")
        .works(LOGS + "aStreamIsReadForwardAndBackward", "GetLogEvents")
        .partly(
            LOGS + "aRunningBuildIsFollowed",
            "filter patterns for text; those for JSON and space-delimited events, and regular"
                + " expressions, are refused",
            "FilterLogEvents")
        .partly(
            MADE_LOGS + "whatIsPutIsReadInTheOrderOfTime",
            "the class STANDARD, without kmsKeyId; beyond 64 MiB of events the oldest go",
            "CreateLogGroup")
        .partly(
            MADE_LOGS + "whatIsDeletedIsGone",
            "builds' logs go with their builds",
            "DeleteLogGroup",
            "DeleteLogStream")
        .works(MADE_LOGS + "aStreamIsFollowedByItsToken", "CreateLogStream")
        .partly(
            MADE_LOGS + "eventsOfOtherTimesAreRejectedAndTheRestIsKept",
            "an entity is rejected; not into a build's stream",
            "PutLogEvents")
        .partly(
            MADE_LOGS + "eventsGoWhenTheyAreOlderThanTheGroupKeepsThem",
            "builds' logs stay as long as their builds",
            "PutRetentionPolicy",
            "DeleteRetentionPolicy")
        .works(
            MADE_LOGS + "aGroupIsTaggedByNameAndByArn",
            "TagLogGroup",
            "UntagLogGroup",
            "ListTagsLogGroup",
            "TagResource",
            "UntagResource",
            "ListTagsForResource");
  }

  static Coverage.Table sts() {
    String tests = "dev.baton.api.aws.sts.StsServiceTest#";
    return new Coverage.Table(
            "identities of other providers, federation and sessions of MFA are not there")
        .works(tests + "aCallerLearnsWhoItIs", "GetCallerIdentity")
        .partly(
            tests + "anAssumedRoleMayDoWhatItsCallerMay",
            "the role's ARN is checked for its form, and the session may do what its caller may;"
                + " policies, tags, MFA and source identities are refused by name, an ExternalId is"
                + " not looked at",
            "AssumeRole");
  }
}
