package dev.baton.format.pipeline;

import dev.baton.format.definition.ActionTypes;
import dev.baton.format.document.DocumentReader;
import dev.baton.format.document.Parsed;
import java.util.List;
import java.util.stream.Collectors;

/** Pipelines in YAML, from parts, for tests that change one of them. */
final class Pipelines {

  static final PipelineReader READER =
      new PipelineReader(ActionTypes.actions(), ActionTypes.rules(), "us-east-1");

  static final String SOURCE =
      "{name: Src, actionTypeId: {category: Source, owner: AWS, provider: CodeStarSourceConnection,"
          + " version: '1'}, configuration: {ConnectionArn: arn, FullRepositoryId: o/r, BranchName:"
          + " main}, outputArtifacts: [{name: SrcOut}]%s}";

  static final String BUILD =
      "{name: %s, actionTypeId: {category: Build, owner: AWS, provider: CodeBuild, version: '1'},"
          + " configuration: {ProjectName: p}, inputArtifacts: [{name: SrcOut}]%s}";

  private Pipelines() {}

  static String source(String more) {
    return SOURCE.formatted(more);
  }

  static String build(String name, String more) {
    return BUILD.formatted(name, more);
  }

  /** An action with a type and whatever else is written. */
  static String action(String name, String category, String provider, String more) {
    return "{name: %s, actionTypeId: {category: %s, owner: AWS, provider: %s, version: '1'}%s}"
        .formatted(name, category, provider, more);
  }

  static String stage(String name, String more, String... actions) {
    return "{name: %s, actions: [%s]%s}".formatted(name, String.join(",\n  ", actions), more);
  }

  static String pipeline(String members, String... stages) {
    return """
    name: demo
    roleArn: arn:aws:iam::123456789012:role/r
    artifactStore: {type: S3, location: my-bucket}
    %s
    stages:
    - %s
    """
        .formatted(members, String.join("\n- ", stages));
  }

  /** A pipeline of a source stage and one stage with these actions. */
  static String withActions(String members, String... actions) {
    return pipeline(members, stage("Source", "", source("")), stage("One", "", actions));
  }

  static Parsed<PipelineReader.Declared> read(String yaml) {
    return DocumentReader.read("pipeline.yml", yaml).then(READER::file);
  }

  /** {@code Code: message} of each problem, in order. */
  static List<String> problems(String yaml) {
    return read(yaml).problems().stream()
        .map(p -> p.code() + ": " + p.message())
        .collect(Collectors.toList());
  }
}
