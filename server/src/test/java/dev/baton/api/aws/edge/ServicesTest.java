package dev.baton.api.aws.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServicesTest {

  @ParameterizedTest
  @CsvSource({
    "CodePipeline_20150709.GetPipelineState, codepipeline",
    "CodePipeline.GetPipelineState, codepipeline",
    "CodeBuild_20161006.StartBuild, codebuild",
    "Logs_20140328.GetLogEvents, logs",
    "AmazonSSM.GetParameter, ssm",
    "secretsmanager.GetSecretValue, secretsmanager",
    "CodeBuild_2016100.StartBuild, codebuild_2016100",
    "CodeBuild_201610x6.StartBuild, codebuild_201610x6",
    "Nobody_20161006.Does.This, nobody",
    "_20161006.StartBuild, ''",
    "Nothing, nothing",
    ".StartBuild, ''",
    "'', ''",
  })
  void aTargetIsSignedForItsServiceWithOrWithoutItsVersion(String target, String service) {
    assertThat(Services.signing(target)).isEqualTo(service);
  }
}
