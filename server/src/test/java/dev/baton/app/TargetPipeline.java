package dev.baton.app;

/** A pipeline that nothing starts by itself, whose source action has a branch. */
final class TargetPipeline {

  static final String ARN = "arn:aws:codepipeline:us-east-1:000000000000:";

  private TargetPipeline() {}

  /** CreatePipeline's request; {@code more} are further members, beginning with a comma. */
  static String named(String name, String more) {
    return """
    {'pipeline': {'name': '%s', 'roleArn': 'arn:aws:iam::000000000000:role/r',
      'pipelineType': 'V2', 'executionMode': 'QUEUED',
      'artifactStore': {'type': 'S3', 'location': 'artifacts'},
      'stages': [
        {'name': 'Source', 'actions': [{'name': 'Object',
          'actionTypeId': {'category':'Source','owner':'AWS','provider':'S3','version':'1'},
          'configuration': {'S3Bucket':'releases','S3ObjectKey':'app.txt',
            'PollForSourceChanges':'false'},
          'outputArtifacts': [{'name':'App'}]}]},
        {'name': 'Gate', 'actions': [{'name': 'Ask',
          'actionTypeId': {'category':'Approval','owner':'AWS','provider':'Manual',
            'version':'1'}}]}]}%s}
    """
        .formatted(name, more);
  }
}
